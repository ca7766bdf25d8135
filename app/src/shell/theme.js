// Light or dark as the reader chose, in force before anything is painted; and the switch in the head of every page.
(root => {
  const stored = () => { try { return localStorage.getItem('theme'); } catch { return null; } };
  const show = theme => { if (theme) root.dataset.theme = theme; };
  show(stored());
  root.dataset.scripted = '';
  addEventListener('click', event => {
    if (!event.target.closest?.('.theme-switch')) return;
    const shown = root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
    const other = shown === 'dark' ? 'light' : 'dark';
    show(other);
    try { localStorage.setItem('theme', other); } catch { /* the device keeps nothing: for this page alone */ }
  });
})(document.documentElement);
