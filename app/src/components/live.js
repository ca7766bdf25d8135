// Draws the page's content anew when what it shows has changed elsewhere.
((entity, key) => {
  const follow = new EventSource('/events');
  follow.addEventListener('message', async ({ data }) => {
    const event = JSON.parse(data);
    if (event.entity !== entity || event.id !== key) return;
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    document.querySelector('main').replaceWith(page.querySelector('main'));
  });
})
