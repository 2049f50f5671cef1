// Before the first paint, so that a dark page is never white for a moment.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem('candlegrid.theme');
  } catch (e) {
    choice = null;
  }
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
