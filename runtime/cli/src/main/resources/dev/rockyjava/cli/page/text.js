// Everything that the page shows of a project is text that others wrote: it is put into text nodes only.

// Characters that are invisible, or that change the order of others: a name could look like another one.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;

/** Returns a text with its invisible characters named: \u202e as ⟨U+202E⟩. */
function visible(text) {
  return text.replace(UNSEEN, c => '\u27e8U+' + c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0') + '\u27e9');
}

/** Returns a name for one line. */
function nameText(text) {
  return text === '' ? '\u2205' : visible(text.replace(/[\t\n]/g, ' '));
}

/** Creates an element. A key that begins with "on" is an event, "class" and "text" are properties, others attributes. */
function el(tag, given, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(given || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key === 'class') element.className = value;
    else if (key === 'text') element.textContent = value;
    else if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat()) {
    if (child !== undefined && child !== null && child !== false) element.append(child);
  }
  return element;
}

function name(text) {
  return el('bdi', { text: nameText(text) });
}

function byId(id) {
  return document.getElementById(id);
}

function say(text) {
  byId('said').textContent = text;
}

function plural(count, one, many) {
  return number(count) + ' ' + (count === 1 ? one : many || one + 's');
}

function number(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Returns a length of time: 350 ms, 4.2 s, 3 min 5 s, 2 h 4 min, 3 d. */
function duration(ms) {
  if (ms < 1000) return Math.round(ms) + ' ms';
  if (ms < 60000) return (ms / 1000).toFixed(1) + ' s';
  const units = [[86400000, 'd'], [3600000, 'h'], [60000, 'min'], [1000, 's']];
  const at = units.findIndex(([size]) => ms >= size);
  const first = Math.floor(ms / units[at][0]);
  const rest = at + 1 < units.length ? Math.floor((ms % units[at][0]) / units[at + 1][0]) : 0;
  return first + ' ' + units[at][1] + (rest > 0 ? ' ' + rest + ' ' + units[at + 1][1] : '');
}

/** Returns a moment in UTC: 2026-04-08 13:05. */
function moment(ms) {
  return new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
}

/** Copies a text, also where the clipboard isn't available, as in a file that was opened from a mail. */
async function copy(text, button) {
  const before = button.textContent;
  let copied = false;
  try {
    await navigator.clipboard.writeText(text);
    copied = true;
  } catch (refused) {
    const area = el('textarea', { class: 'unseen' });
    area.value = text;
    document.body.append(area);
    area.select();
    copied = document.execCommand('copy');
    area.remove();
    button.focus();
  }
  button.textContent = copied ? 'Copied' : 'Select it';
  say(copied ? 'Copied' : 'This browser does not let the page copy: select the text');
  setTimeout(() => { button.textContent = before; }, 1500);
}
