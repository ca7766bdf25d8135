// Lets a device make or show a passkey, where browser and address can. A form says which: data-passkey="create" or "get".
const canDo = window.PublicKeyCredential?.parseRequestOptionsFromJSON && !/^[\d.]+$|:/.test(location.hostname);

const post = async (address, body) => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
};

const ask = (wish, options) => wish === 'create'
  ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
  : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });

for (const form of canDo ? document.querySelectorAll('form[data-passkey]') : []) {
  const told = form.querySelector('[role=alert]');
  form.hidden = false;
  form.nextElementSibling?.matches('[data-no-passkey]') && (form.nextElementSibling.hidden = true);
  form.querySelector('button[type=button]')?.addEventListener('click', () => form.requestSubmit());
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    told.textContent = '';
    try {
      const { ceremony, options } = await post(`${form.action}/start`, {});
      const credential = await ask(form.dataset.passkey, options);
      const { to } = await post(`${form.action}/finish`, {
        ...Object.fromEntries(new FormData(form)), ceremony, credential: credential.toJSON(),
      });
      location.assign(to);
    } catch {
      told.textContent = told.dataset.failed;
    }
  });
}
