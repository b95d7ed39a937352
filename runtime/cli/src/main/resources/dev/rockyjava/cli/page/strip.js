/** Which partitions are built: a line of cells for each month of days, day of hours, or year of months. */
class Strip {
  constructor(parts, from) {
    this.grain = parts.grain;
    this.earlier = parts.earlier;
    this.cells = [];
    const start = Strip.time(from);
    let index = 0;
    for (let at = 0; at < parts.runs.length; at += 2) {
      for (let left = parts.runs[at + 1]; left > 0; left--) this.cells.push({ key: this.key(start, index++), how: ['missing', 'built', 'failed'][parts.runs[at]] });
    }
  }

  static time(key) {
    const [year, month = 1, day = 1, hour = 0] = key.split(/[-T]/).map(Number);
    const date = new Date(Date.UTC(2000, month - 1, day, hour));
    date.setUTCFullYear(year);
    return date;
  }

  key(start, index) {
    const date = new Date(start);
    if (this.grain === 'hourly') date.setUTCHours(date.getUTCHours() + index);
    else if (this.grain === 'daily') date.setUTCDate(date.getUTCDate() + index);
    else if (this.grain === 'monthly') date.setUTCMonth(date.getUTCMonth() + index);
    else date.setUTCFullYear(date.getUTCFullYear() + index);
    return date.toISOString().slice(0, { hourly: 13, daily: 10, monthly: 7, yearly: 4 }[this.grain]);
  }

  count(how) {
    return this.cells.filter(cell => cell.how === how).length;
  }

  summary() {
    const failed = this.count('failed');
    return number(this.count('built')) + ' of ' + number(this.cells.length) + ' built' + (failed > 0 ? ', ' + number(failed) + ' failed' : '');
  }

  /** Returns the lines: [{label, before, cells}], "before" being how many cells the line begins later. */
  lines() {
    const cut = { hourly: 10, daily: 7, monthly: 4, yearly: 3 }[this.grain];
    const lines = [];
    for (const cell of this.cells) {
      const label = cell.key.slice(0, cut);
      if (lines.length === 0 || lines[lines.length - 1].label !== label) {
        const place = this.grain === 'yearly' ? Number(cell.key.slice(3)) : Number(cell.key.slice(cut + 1)) - (this.grain === 'hourly' ? 0 : 1);
        lines.push({ label, before: place, cells: [] });
      }
      lines[lines.length - 1].cells.push(cell);
    }
    return lines;
  }

  elements() {
    const lines = this.lines();
    const most = 14;
    const box = el('div', { class: 'strip', role: 'img', 'aria-label': this.summary() + '. ' + this.gaps() });
    box.append(...lines.slice(-most).map(line => this.line(line)));
    const more = lines.length > most ? el('button', { type: 'button', class: 'link small', text: number(lines.length - most) + ' earlier lines',
      onclick: event => { box.prepend(...lines.slice(0, -most).map(line => this.line(line))); event.target.remove(); } }) : null;
    const key = (how, text) => el('span', {}, el('i', { class: 'cell' + how }), text);
    return [more, box, el('div', { class: 'keyline' }, key('', 'built'), key(' missing', 'missing'), key(' bad', 'last build failed')),
      el('p', { class: 'why muted', text: this.gaps() }),
      this.earlier > 0 ? el('p', { class: 'why muted', text: plural(this.earlier, 'earlier partition') + ' not shown' }) : null].filter(part => part);
  }

  line(line) {
    const gaps = Array.from({ length: line.before }, () => el('i', { class: 'cell gap' }));
    return el('div', { class: 'line' }, el('span', { class: 'at', text: line.label }), el('span', { class: 'cells' }, gaps,
      line.cells.map(cell => el('i', { class: 'cell' + { built: '', missing: ' missing', failed: ' bad' }[cell.how], title: cell.key + ' ' + cell.how }))));
  }

  /** Returns the ranges that aren't built, in words. */
  gaps() {
    const ranges = [];
    this.cells.forEach((cell, i) => {
      if (cell.how === 'built') return;
      const last = ranges[ranges.length - 1];
      if (last && last.end === i - 1) last.end = i;
      else ranges.push({ start: i, end: i });
    });
    if (ranges.length === 0) return 'None is missing.';
    const text = ({ start, end }) => this.cells[start].key + (end > start ? ' to ' + this.cells[end].key : '');
    return 'Not built: ' + ranges.slice(-6).map(text).join(', ') + (ranges.length > 6 ? ', and ' + (ranges.length - 6) + ' earlier ranges' : '') + '.';
  }
}
