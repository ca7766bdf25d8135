// Wakes the islands of the page; `data-hydrated` says that all of them answer.
(async (script, wasm) => {
  const bytes = fetch(wasm);
  const code = await import(script);
  await code.default({ module_or_path: bytes });
  if (document.readyState === 'loading') await new Promise(done => addEventListener('DOMContentLoaded', done));
  code.hydrate();
  for (const island of document.querySelectorAll('leptos-island')) code[island.dataset.component](island);
  document.body.dataset.hydrated = '';
  // The rest of the letters that names may have, before a search shows them.
  const load = family => document.fonts.load(`1em "Ensemble ${family}"`, 'ő');
  (globalThis.requestIdleCallback ?? setTimeout)(() => ['Sans', 'Serif'].forEach(load));
})
