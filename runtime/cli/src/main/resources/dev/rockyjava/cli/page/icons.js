const ICONS = {
  materialized: 'M3 8.5l3.2 3.2L13 5', passed: 'M3 8.5l3.2 3.2L13 5', failed: 'M4 4l8 8M12 4l-8 8',
  skipped: 'M3 4l5 4-5 4zM9 4l5 4-5 4z', stale: 'M8 2.5a5.5 5.5 0 1 0 .01 0M8 5v3.2l2.2 1.6',
  never: 'M8 3.5a4.5 4.5 0 1 0 .01 0', 'graph-only': 'M8 2.5L13.5 8 8 13.5 2.5 8z',
  warned: 'M8 2.5l6 11H2zM8 6.5v3M8 11.5v.3', 'not-evaluated': 'M4 8h8',
  source: 'M3 4.5C3 2.6 13 2.6 13 4.5v7c0 1.9-10 1.9-10 0zM3 4.5c0 1.9 10 1.9 10 0',
  load: 'M8 2v7.5M5 6.7l3 2.8 3-2.8M2.5 10.5v3h11v-3', transformation: 'M2.8 3h10.4v10H2.8zM2.8 6.4h10.4M6.6 6.4V13',
  seed: 'M8 14V8.5M8 9C3.6 9 3 5 3 3.4 7 3.4 8 6 8 9zM8 8c0-3 2-4.4 5-4.4C13 6.8 11 8 8 8',
  quality: 'M8 2l5 1.9v4c0 3.2-2.5 5-5 6.1-2.5-1.1-5-2.9-5-6.1v-4zM5.7 7.8l1.8 1.8 2.9-3.2',
  snapshot: 'M8 2.2l6 2.9-6 2.9-6-2.9zM2 8l6 2.9L14 8M2 10.9l6 2.9 6-2.9',
  test: 'M6 2.5h4M7 2.5v4L3.5 13h9L9 6.5v-4', other: 'M8 6a2 2 0 1 0 .01 0',
  twist: 'M6 4l4 4-4 4', close: 'M4 4l8 8M12 4l-8 8', list: 'M3 4h10M3 8h10M3 12h10', plus: 'M8 3v10M3 8h10', minus: 'M3 8h10',
  fit: 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3', dark: 'M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5z',
  light: 'M8 5a3 3 0 1 0 .01 0M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M12.6 3.4l-.7.7M4.1 11.9l-.7.7'
};
const PATHS = new Map();

function iconPath(word) {
  const known = PATHS.get(word);
  if (known) return known;
  const made = new Path2D(ICONS[word] || ICONS.other);
  PATHS.set(word, made);
  return made;
}

/** Creates an icon. It is decoration: what it means is said by a word beside it. */
function icon(word, kind) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'glyph' + (kind ? ' ' + kind : ''));
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[word] || ICONS.other);
  svg.append(path);
  return svg;
}

/** An icon in the colour of the same word. */
function sign(word) {
  return icon(word, ICONS[word] ? word : 'other');
}
