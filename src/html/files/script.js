'use strict';
// What makes pages handier where scripts run; all of them work without.
(() => {
  /** Suggestions for the field of searches: what the service finds, while it is typed. */
  for (const field of document.querySelectorAll('input[data-suggest]')) {
    const list = document.createElement('datalist');
    list.id = `${field.id}-list`;
    field.after(list);
    field.setAttribute('list', list.id);
    let asked = '';
    let timer = 0;
    field.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const words = field.value.trim();
        if (words.length < 3 || words === asked) return;
        asked = words;
        const query = new URLSearchParams({ q: words, limit: '8', fields: 'text' });
        const answer = await fetch(`${field.dataset.suggest}?${query}`).catch(() => null);
        if (!answer?.ok || words !== asked) return;
        const { data } = await answer.json();
        list.replaceChildren(
          ...[...new Set(data.map(({ text }) => text.slice(0, 200)))].map((text) => {
            const option = document.createElement('option');
            option.value = text;
            return option;
          }),
        );
      }, 200);
    });
  }

  /** What other sites write to show the page of a link in a frame. */
  const frameOf = (link) => {
    const frame = document.createElement('iframe');
    frame.setAttribute('src', link.href);
    frame.setAttribute('title', link.dataset.title);
    frame.setAttribute('width', '100%');
    frame.setAttribute('height', link.dataset.height);
    frame.setAttribute('loading', 'lazy');
    return frame.outerHTML;
  };

  /** A link of "copy as" copies what it leads to; with the keys that open a link elsewhere it stays one. */
  for (const link of document.querySelectorAll('a[data-copy]')) {
    const copy = async () => {
      const said = document.getElementById(link.dataset.said);
      try {
        const text =
          link.dataset.copy === 'address'
            ? link.href
            : link.dataset.copy === 'frame'
              ? frameOf(link)
              : await (await fetch(link.href)).text();
        await navigator.clipboard.writeText(text);
        if (said) said.textContent = `Copied: ${link.textContent.trim()}.`;
      } catch {
        location.assign(link.href);
      }
    };
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || !navigator.clipboard) return;
      event.preventDefault();
      void copy();
    });
  }
})();
