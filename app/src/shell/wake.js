// Wakes the islands of the page; one without islands fetches nothing. `data-hydrated` says that all of them answer.
(async (script, wasm) => {
  const islands = document.querySelectorAll('leptos-island');
  if (islands.length) {
    const bytes = fetch(wasm);
    const code = await import(script);
    await code.default({ module_or_path: bytes });
    code.hydrate();
    for (const island of islands) code[island.dataset.component](island);
  }
  setTimeout(() => { document.body.dataset.hydrated = ''; });
})
