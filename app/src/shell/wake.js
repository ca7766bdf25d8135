// Wakes the islands of the page; one without islands fetches nothing. `data-hydrated` says that all of them answer.
(async (script, wasm) => {
  const islands = document.querySelectorAll('leptos-island');
  if (islands.length) {
    const bytes = fetch(wasm);
    const code = await import(script);
    await code.default({ module_or_path: bytes });
    code.hydrate();
    for (const island of islands) code[island.dataset.component](island);
    // The rest of the letters that names may have, before a search shows them.
    for (const family of ['Sans', 'Serif']) document.fonts.load(`1em "Ensemble ${family}"`, 'ő');
  }
  setTimeout(() => { document.body.dataset.hydrated = ''; });
})
