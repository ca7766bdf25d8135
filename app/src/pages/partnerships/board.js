// Makes the board quick and keeps it as things stand. Each move is the form of its card, sent in the background: the card
// goes at once and comes back where the server refuses. What is moved without a connection waits for it.
const board = document.querySelector('.board');
const told = document.querySelector('.board-told');
const waiting = 'ensemble-moves';

const column = status => board.querySelector(`.column[data-status="${status}"]`);
const cardOf = id => board.querySelector(`.card[data-id="${id}"]`);
const words = (name, parts = {}) => told.dataset[name].replace(/\{(\w+)\}/g, (_, part) => parts[part] ?? '');

const say = (text, undo) => {
  told.hidden = false;
  told.textContent = text;
  if (!undo) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.textContent = told.dataset.undo;
  button.addEventListener('click', undo, { once: true });
  told.append(' ', button);
};

const count = (status, by) => {
  const place = column(status)?.querySelector('h2 .count');
  if (place) place.textContent = Math.max(0, Number(place.textContent.replace(/\D/g, '')) + by);
};

const put = (card, status) => {
  const from = card.closest('.column').dataset.status;
  if (from === status) return;
  column(status).querySelector('ul').prepend(card);
  count(from, -1);
  count(status, 1);
};

const send = async (address, fields) => {
  const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await fetch(address, { method: 'POST', headers, body: new URLSearchParams(fields) });
  if (answer.status >= 500) throw new TypeError(answer.statusText);
  return { ok: answer.ok, ...await answer.json() };
};

const queue = () => JSON.parse(localStorage.getItem(waiting) ?? '[]');
const keep = moves => localStorage.setItem(waiting, JSON.stringify(moves));

/** Sends a move; keeps it where there is no connection. */
const settle = async move => {
  let answer;
  try {
    answer = await send(move.address, move.fields);
  } catch {
    keep([...queue().filter(kept => kept.id !== move.id), move]);
    say(words('offline'));
    return false;
  }
  const card = cardOf(move.id);
  // Already there: the answer to an earlier try was lost.
  if (answer.ok || answer.status === move.fields.to) {
    if (card) card.dataset.version = answer.version;
    const undo = async () => {
      const taken = await send(move.address.replace(/status$/, 'undo'), { version: answer.version });
      say(taken.ok ? words('undone') : words('refused', { reason: taken.problem }));
      refresh();
    };
    say(words('moved', { title: move.title, status: move.name }), undo);
  } else {
    if (card && answer.status) put(card, answer.status);
    say(words('refused', { reason: answer.problem }));
  }
  await refresh();
  return true;
};

const move = (form, to) => {
  const card = form.closest('.card');
  const option = [...form.elements.to.options].find(one => one.value === to);
  const reason = form.elements.reason.value.trim();
  if ('reason' in option.dataset && !reason) {
    form.closest('details').open = true;
    form.elements.to.value = to;
    form.elements.reason.focus();
    say(words('reason'));
    return;
  }
  const { from } = form.elements;
  const fields = { from: from.value, to, reason };
  const title = card.querySelector('h3').textContent.trim();
  form.closest('details').open = false;
  put(card, to);
  card.querySelector('h3 a').focus();
  settle({ id: card.dataset.id, address: form.action, fields, title, name: option.textContent.trim() });
};

let asking;
/** Fetches the board as it stands and brings what is shown in line with it, card by card. */
const refresh = async () => {
  if (asking) { asking.again = true; return; }
  asking = {};
  try {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
    const held = new Set(queue().map(kept => kept.id));
    for (const fresh of page.querySelectorAll('.board .column')) {
      const shown = column(fresh.dataset.status);
      shown.querySelector('h2 .count').textContent = fresh.querySelector('h2 .count').textContent;
      const list = shown.querySelector('ul');
      const cards = [...fresh.querySelectorAll('.card')].map(card => {
        const old = cardOf(card.dataset.id);
        const busy = old?.contains(document.activeElement) && old.querySelector('details[open]');
        return old && (held.has(card.dataset.id) || busy || old.outerHTML === card.outerHTML) ? old : ready(card);
      });
      const focus = document.activeElement?.closest?.('.card')?.dataset.id;
      list.replaceChildren(...cards.filter(card => !held.has(card.dataset.id) || card.closest('.column') === shown));
      if (focus && document.activeElement === document.body) cardOf(focus)?.querySelector('a').focus();
      const more = fresh.querySelector('.more');
      shown.querySelector('.more')?.remove();
      if (more) shown.append(more);
    }
  } catch { /* The stream says when there is a connection again. */ }
  const { again } = asking;
  asking = undefined;
  if (again) refresh();
};

const ready = card => {
  const form = card.querySelector('.moves form');
  if (!form) return card;
  card.draggable = true;
  form.addEventListener('submit', event => {
    event.preventDefault();
    move(form, form.elements.to.value);
  });
  card.addEventListener('dragstart', event => {
    event.dataTransfer.setData('text/plain', card.dataset.id);
    event.dataTransfer.effectAllowed = 'move';
    const open = new Set([...form.elements.to.options].map(option => option.value));
    for (const place of board.querySelectorAll('.column')) place.classList.toggle('takes', open.has(place.dataset.status));
  });
  card.addEventListener('dragend', () => board.querySelectorAll('.takes').forEach(place => place.classList.remove('takes')));
  return card;
};

if (board) {
  board.querySelectorAll('.card').forEach(ready);
  board.addEventListener('dragover', event => {
    if (event.target.closest?.('.takes')) event.preventDefault();
  });
  board.addEventListener('drop', event => {
    const place = event.target.closest?.('.takes');
    const form = place && cardOf(event.dataTransfer.getData('text/plain'))?.querySelector('.moves form');
    if (!form) return;
    event.preventDefault();
    move(form, place.dataset.status);
  });
  // Keys work while the board has the focus: J and K from card to card, M for where a card can go.
  board.addEventListener('keydown', event => {
    if (event.target.matches('input, select') || event.ctrlKey || event.metaKey || event.altKey) return;
    const links = [...board.querySelectorAll('.card h3 a')];
    const at = links.findIndex(link => link.closest('.card').contains(document.activeElement));
    const key = event.key.toLowerCase();
    if (key === 'j') links[Math.min(at + 1, links.length - 1)]?.focus();
    else if (key === 'k') links[Math.max(at - 1, 0)]?.focus();
    else if (key === 'm' && at >= 0) {
      const moves = links[at].closest('.card').querySelector('.moves');
      if (!moves) return;
      moves.open = true;
      moves.querySelector('select').focus();
    } else return;
    event.preventDefault();
  });

  let lost = false;
  const follow = () => {
    const stream = new EventSource('/events');
    stream.addEventListener('message', ({ data }) => {
      if (JSON.parse(data).entity === 'partnership') refresh();
    });
    stream.addEventListener('open', async () => {
      if (lost) say(words('online'));
      lost = false;
      for (const kept of queue()) {
        keep(queue().filter(other => other.id !== kept.id));
        if (!await settle(kept)) return;
      }
      refresh();
    });
    stream.addEventListener('error', () => {
      if (!lost) say(words('offline'));
      lost = true;
      if (stream.readyState !== EventSource.CLOSED) return;
      setTimeout(follow, 1000);
    });
  };
  follow();
}
