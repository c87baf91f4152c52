// Sets the chosen theme and language before the first paint, so that nothing flashes.
(function () {
  var root = document.documentElement;
  try {
    var theme = localStorage.getItem('lares.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    var language = localStorage.getItem('lares.language');
    if (language) root.lang = language;
  } catch (e) {
    // Storage is switched off: the browser's own settings hold.
  }
})();
