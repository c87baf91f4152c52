const language = document.documentElement.lang.startsWith('zh') || navigator.language.startsWith('zh') ? 'zh' : 'en';
for (const part of document.querySelectorAll('[data-language]')) part.hidden = part.dataset.language !== language;
for (const button of document.querySelectorAll('button')) button.addEventListener('click', () => location.reload());
addEventListener('online', () => location.reload());
