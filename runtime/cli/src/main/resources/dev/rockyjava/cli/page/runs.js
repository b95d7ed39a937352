/** One run. Times of assets are milliseconds from its beginning; -1 for an asset that has no outcome. */
class Run {
  constructor(raw) {
    Object.assign(this, raw);
    this.known = null;
  }

  /** The positions of assets in the lists of this run. */
  get places() {
    this.known = this.known || new Map(this.asset.map((asset, at) => [asset, at]));
    return this.known;
  }

  get span() {
    return Math.max(1, this.duration, ...[this.end.reduce((most, end) => Math.max(most, end), 0)]);
  }
}

function runWord(model, run, at) {
  return run.status[at] < 0 ? 'never' : model.raw.outcomes[run.status[at]];
}

/** Returns the worker of each asset that took time: the first that is free when it starts. */
function workers(run) {
  const order = run.asset.map((_, at) => at).filter(at => run.end[at] > run.start[at] && run.worked[at]);
  order.sort((a, b) => run.start[a] - run.start[b] || run.end[a] - run.end[b]);
  const free = [];
  const lanes = new Map();
  for (const at of order) {
    let lane = free.findIndex(time => time <= run.start[at] + 1);
    if (lane < 0) lane = free.length;
    free[lane] = run.end[at];
    lanes.set(at, lane);
  }
  return { lanes, count: free.length };
}

/** Returns the chain that the run's end waited for: from the last asset back, always to the upstream that ended last. */
function criticalPath(model, run) {
  let at = -1;
  run.end.forEach((end, i) => { if (run.worked[i] && (at < 0 || end > run.end[at])) at = i; });
  const path = [];
  while (at >= 0 && path.length < 1000) {
    path.unshift(at);
    at = lastBefore(model, run, at);
  }
  return path;
}

/** Returns the upstream asset of the run that ended last, also through assets that aren't part of it; -1 for none. */
function lastBefore(model, run, at) {
  let last = -1;
  const seen = new Set();
  const todo = [...model.up[run.asset[at]]];
  while (todo.length > 0) {
    const asset = todo.pop();
    if (seen.has(asset)) continue;
    seen.add(asset);
    const place = run.places.get(asset);
    if (place === undefined || !run.worked[place]) todo.push(...model.up[asset]);
    else if (run.end[place] <= run.start[at] + 5 && (last < 0 || run.end[place] > run.end[last])) last = place;
  }
  return last;
}

/** Returns the asset for which another was skipped: what the run says, or the nearest upstream one that failed. */
function skippedFor(model, run, at) {
  if (run.cause[at] >= 0) return run.cause[at];
  const seen = new Set([run.asset[at]]);
  let edge = [run.asset[at]];
  while (edge.length > 0) {
    const next = edge.flatMap(asset => model.up[asset]).filter(asset => !seen.has(asset) && seen.add(asset));
    const failed = next.find(asset => run.places.has(asset) && runWord(model, run, run.places.get(asset)) === 'failed');
    if (failed !== undefined) return failed;
    edge = next;
  }
  return -1;
}

/** What happened in a run. */
class RunView {
  constructor(model, section, listeners) {
    this.model = model;
    this.section = section;
    this.listeners = listeners;
    this.run = 0;
  }

  show(r) {
    this.run = r;
    const run = this.model.runs[r];
    if (!run) {
      this.section.replaceChildren(el('div', { class: 'wide' }, el('div', { class: 'card' }, el('h3', { text: 'No run' }),
        el('p', { text: 'The journal that this page was made with has no run yet.' }))));
      return;
    }
    const path = criticalPath(this.model, run);
    this.section.replaceChildren(el('div', { class: 'wide' }, this.head(run, r), this.tiles(run), this.failures(run),
      this.gantt(run, path), el('div', { class: 'cards' }, this.path(run, path), this.slowest(run), this.skipped(run), this.checks(run)), this.all(r)));
    this.drawGantt();
  }

  head(run, r) {
    const word = run.result;
    const choose = el('select', { class: 'plain', 'aria-label': 'Run', onchange: event => this.listeners.run(Number(event.target.value)) },
      this.model.runs.map((other, i) => el('option', { value: i, text: moment(other.started) + '  ' + other.result + (i === 0 ? '  (newest)' : '') })));
    choose.value = String(r);
    return el('div', { class: 'runhead' }, el('h2', {}, 'Run ', name(run.id)), chip({ succeeded: 'passed', 'partly failed': 'failed', failed: 'failed' }[word] || 'warned', word),
      el('span', { class: 'muted', text: moment(run.started) + ' UTC' + (run.resumed > 0 ? ', resumed ' + plural(run.resumed, 'time') : '') }), this.model.runs.length > 1 ? choose : null);
  }

  tiles(run) {
    const counts = new Map();
    run.asset.forEach((_, at) => counts.set(runWord(this.model, run, at), (counts.get(runWord(this.model, run, at)) || 0) + 1));
    const tile = (value, sign_, text) => el('div', { class: 'tile' }, el('b', { text: value }), el('span', { class: sign_ || 'muted' }, sign_ ? icon(sign_) : null, text));
    const words = [...this.model.raw.outcomes, 'never'].filter(word => counts.has(word));
    return el('div', { class: 'tiles' }, tile(duration(run.duration), '', 'duration'),
      words.map(word => tile(number(counts.get(word)), word, word === 'never' ? 'not done' : word)), tile(number(workers(run).count), '', 'at a time, at most'));
  }

  failures(run) {
    const failed = run.asset.map((_, at) => at).filter(at => runWord(this.model, run, at) === 'failed');
    if (failed.length === 0) return null;
    const groups = new Map();
    failed.forEach(at => {
      const id = run.reason[at] + ' ' + run.place[at];
      if (!groups.has(id)) groups.set(id, []);
      groups.get(id).push(at);
    });
    return el('div', { class: 'card' }, el('h3', { text: plural(failed.length, 'failure') }), [...groups.values()].slice(0, 200).map(ats => this.failure(run, ats)));
  }

  failure(run, ats) {
    const place = this.model.text(run.place[ats[0]]);
    const hint = this.model.text(run.hint[ats[0]]);
    return el('div', { class: 'failure' },
      el('div', {}, sign('failed'), ' ', ats.slice(0, 20).flatMap((at, i) => [i > 0 ? ', ' : '', this.asset(run.asset[at])]), ats.length > 20 ? ' and ' + (ats.length - 20) + ' more' : ''),
      place ? el('div', { class: 'where mono' }, name(place)) : null,
      el('pre', { class: 'reason', tabindex: '0', text: visible(this.model.text(run.reason[ats[0]]) || 'no reason given') }),
      hint ? el('p', { class: 'why' }, 'hint: ', name(hint)) : null);
  }

  asset(i) {
    return el('button', { type: 'button', class: 'link', onclick: () => this.listeners.pick(i) }, name(this.model.keys[i]));
  }

  gantt(run, path) {
    const { lanes, count } = workers(run);
    this.bars = { run, lanes, count, path: new Set(path) };
    if (count === 0) return null;
    const canvas = el('canvas', { id: 'gantt', role: 'img', 'aria-label': 'Assets in time by worker. The lists below have the same.' });
    canvas.addEventListener('mousemove', event => this.hover(event));
    canvas.addEventListener('mouseleave', () => this.listeners.tip(null));
    canvas.addEventListener('click', event => {
      const at = this.barAt(event);
      if (at >= 0) this.listeners.pick(run.asset[at]);
    });
    const key = word => el('span', {}, sign(word), word);
    return el('div', { class: 'card' }, el('h3', {}, 'In time, by worker', el('span', { class: 'small', text: 'the critical path is framed' })),
      el('div', { id: 'gantt-box' }, canvas), el('div', { class: 'keyline' }, this.model.raw.outcomes.filter(word => word !== 'skipped' && word !== 'graph-only').map(key),
        run.waits.some(waits => waits) ? el('span', { text: 'hatched: waits for a file that another call of the engine uses' }) : null));
  }

  drawGantt() {
    const canvas = byId('gantt');
    if (!canvas || this.section.hidden) return;
    const { run, lanes, count, path } = this.bars;
    const ratio = window.devicePixelRatio || 1;
    const width = canvas.parentElement.clientWidth;
    const lane = count > 40 ? 16 : 26;
    const height = 26 + count * lane + 6;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    canvas.style.height = height + 'px';
    const c = canvas.getContext('2d');
    const colours = readColours();
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    const left = width < 500 ? 24 : 74;
    this.scale = { left, lane, k: (width - left - 8) / run.span };
    c.fillStyle = colours.surface;
    c.fillRect(0, 0, width, height);
    this.axis(c, colours, run, width, height);
    c.textBaseline = 'middle';
    for (let i = 0; i < count; i++) {
      c.fillStyle = colours.muted;
      c.font = '11px ' + FONT;
      c.fillText((width < 500 ? '' : 'worker ') + (i + 1), 0, 26 + i * lane + lane / 2);
    }
    for (const [at, row] of lanes) if (!path.has(at)) this.drawBar(c, colours, run, at, row, false);
    for (const [at, row] of lanes) if (path.has(at)) this.drawBar(c, colours, run, at, row, true);
  }

  axis(c, colours, run, width, height) {
    const step = niceStep(run.span * 90 / Math.max(90, width - this.scale.left));
    c.font = '11px ' + FONT;
    c.textBaseline = 'middle';
    for (let time = 0; time <= run.span; time += step) {
      const x = this.scale.left + time * this.scale.k;
      c.fillStyle = colours.line;
      c.fillRect(x, 18, 1, height - 18);
      c.fillStyle = colours.muted;
      if (x < width - 46) c.fillText(time === 0 ? '0' : duration(time), x + 3, 9);
    }
  }

  drawBar(c, colours, run, at, row, framed) {
    const { left, lane, k } = this.scale;
    const x = left + run.start[at] * k;
    const w = Math.max(1.5, (run.end[at] - run.start[at]) * k);
    const y = 26 + row * lane + 2;
    const h = lane - 4;
    const word = runWord(this.model, run, at);
    const colour = colours[word] || colours.other;
    c.beginPath();
    c.roundRect(x, y, w, h, Math.min(5, w / 2));
    c.fillStyle = colours.surface;
    c.fill();
    c.globalAlpha = word === 'failed' ? 0.55 : 0.3;
    c.fillStyle = colour;
    c.fill();
    c.globalAlpha = 1;
    this.drawWaits(c, colours, run, at, y, h);
    c.beginPath();
    c.roundRect(x, y, w, h, Math.min(5, w / 2));
    c.lineWidth = framed ? 2 : 1;
    c.strokeStyle = framed ? colours.ink : colour;
    c.stroke();
    if (w > 30 && lane > 20) {
      c.save();
      c.translate(x + 5, y + h / 2 - 6);
      c.scale(0.75, 0.75);
      c.strokeStyle = colours.ink;
      c.lineWidth = 2;
      c.stroke(iconPath(word));
      c.restore();
      c.fillStyle = colours.ink;
      c.font = '11.5px ' + FONT;
      if (w > 60) c.fillText(fitText(c, nameText(this.model.names[run.asset[at]]), w - 28), x + 21, y + h / 2 + 0.5);
    }
  }

  /** Times in which an asset waited for the engine's files are pale. */
  drawWaits(c, colours, run, at, y, h) {
    const waits = run.waits[at] || [];
    for (let i = 0; i < waits.length; i += 2) {
      const x = this.scale.left + waits[i] * this.scale.k;
      const w = (waits[i + 1] - waits[i]) * this.scale.k;
      c.save();
      c.beginPath();
      c.rect(x, y, w, h);
      c.clip();
      c.fillStyle = colours.surface;
      c.fillRect(x, y, w, h);
      c.strokeStyle = colours.line;
      c.lineWidth = 2;
      c.beginPath();
      for (let line = x - h; line < x + w; line += 7) {
        c.moveTo(line, y + h);
        c.lineTo(line + h, y);
      }
      c.stroke();
      c.restore();
    }
  }

  waited(run, at) {
    const waits = run.waits[at] || [];
    let sum = 0;
    for (let i = 0; i < waits.length; i += 2) sum += waits[i + 1] - waits[i];
    return sum;
  }

  barAt(event) {
    const { run, lanes } = this.bars;
    const { left, lane, k } = this.scale;
    const row = Math.floor((event.offsetY - 26) / lane);
    let best = -1;
    for (const [at, own] of lanes) {
      const from = left + run.start[at] * k;
      if (own === row && event.offsetX >= from - 2 && event.offsetX <= Math.max(from + 3, left + run.end[at] * k)) best = at;
    }
    return best;
  }

  hover(event) {
    const at = this.barAt(event);
    event.target.style.cursor = at < 0 ? 'default' : 'pointer';
    const { run } = this.bars;
    event.target.title = at < 0 ? '' : nameText(this.model.keys[run.asset[at]]) + '\n' + runWord(this.model, run, at) + ', ' + duration(run.end[at] - run.start[at])
      + (this.waited(run, at) > 0 ? ', of which it waited ' + duration(this.waited(run, at)) : '');
  }

  path(run, path) {
    if (path.length < 2) return null;
    const longest = Math.max(1, ...path.map(at => run.end[at] - run.start[at]));
    const worked = path.reduce((sum, at) => sum + run.end[at] - run.start[at], 0);
    return el('div', { class: 'card' }, el('h3', {}, 'Critical path', el('span', { class: 'small', text: duration(worked) + ' of ' + duration(run.span) })),
      el('ol', { class: 'bars' }, path.slice(-40).map(at => this.bar(run, at, longest))));
  }

  slowest(run) {
    const order = run.asset.map((_, at) => at).filter(at => run.worked[at]).sort((a, b) => run.end[b] - run.start[b] - run.end[a] + run.start[a] || a - b).slice(0, 10);
    if (order.length === 0) return null;
    const longest = Math.max(1, run.end[order[0]] - run.start[order[0]]);
    return el('div', { class: 'card' }, el('h3', { text: 'Slowest' }), el('ol', { class: 'bars' }, order.map(at => this.bar(run, at, longest))));
  }

  bar(run, at, longest) {
    const time = run.end[at] - run.start[at];
    return bar(runWord(this.model, run, at), time / longest,
      el('button', { type: 'button', class: 'link on', title: nameText(this.model.keys[run.asset[at]]), onclick: () => this.listeners.pick(run.asset[at]) }, name(this.model.names[run.asset[at]])), duration(time));
  }

  skipped(run) {
    const groups = new Map();
    run.asset.forEach((_, at) => {
      if (runWord(this.model, run, at) !== 'skipped') return;
      const cause = skippedFor(this.model, run, at);
      const id = cause >= 0 ? cause : 'r' + run.reason[at];
      if (!groups.has(id)) groups.set(id, { cause, ats: [] });
      groups.get(id).ats.push(at);
    });
    if (groups.size === 0) return null;
    const item = ({ cause, ats }) => el('li', {}, sign('skipped'), el('div', { class: 'grow' },
      el('div', {}, plural(ats.length, 'asset') + (cause >= 0 ? ' for ' : ': '), cause >= 0 ? this.asset(cause) : name(this.model.text(run.reason[ats[0]]))),
      el('div', { class: 'small' }, this.some(run, ats))));
    return el('div', { class: 'card' }, el('h3', { text: 'Skipped' }), el('ul', { class: 'lines' }, [...groups.values()].map(item)));
  }

  some(run, ats) {
    const most = 12;
    const list = el('span', {}, ats.slice(0, most).flatMap((at, i) => [i > 0 ? ', ' : '', this.asset(run.asset[at])]));
    if (ats.length > most) {
      list.append(', ', el('button', { type: 'button', class: 'link', text: number(ats.length - most) + ' more',
        onclick: () => list.replaceChildren(...ats.flatMap((at, i) => [i > 0 ? ', ' : '', this.asset(run.asset[at])])) }));
    }
    return list;
  }

  checks(run) {
    const bad = [];
    for (let at = 0; at < run.checks.length; at += 4) {
      const [asset, check, result, reason] = run.checks.slice(at, at + 4);
      if (this.model.raw.results[result] !== 'passed') bad.push({ asset, check, word: this.model.raw.results[result], reason: this.model.text(reason) });
    }
    if (bad.length === 0) return null;
    const groups = new Map();
    bad.forEach(one => {
      const id = one.word + '\n' + one.reason;
      if (!groups.has(id)) groups.set(id, []);
      groups.get(id).push(one);
    });
    const worst = ['failed', 'warned', 'not-evaluated'];
    const sorted = [...groups.values()].sort((a, b) => worst.indexOf(a[0].word) - worst.indexOf(b[0].word));
    const check = one => el('div', {}, name(this.model.text(one.check)), one.asset >= 0 ? [' of ', this.asset(one.asset)] : null);
    const item = ones => {
      const rest = el('div', {}, ones.length > 6 ? el('button', { type: 'button', class: 'link', text: number(ones.length - 6) + ' more',
        onclick: () => rest.replaceChildren(...ones.slice(6).map(check)) }) : null);
      return el('li', {}, sign(ones[0].word), el('div', { class: 'grow' }, ones.slice(0, 6).map(check), rest,
        ones[0].reason ? el('div', { class: 'muted small' }, el('bdi', { text: visible(ones[0].reason) })) : null), el('span', { class: 'tag', text: ones[0].word }));
    };
    return el('div', { class: 'card' }, el('h3', {}, 'Checks that did not pass', el('span', { class: 'small', text: number(bad.length) + ' of ' + number(run.checks.length / 4) })),
      el('ul', { class: 'lines' }, sorted.slice(0, 100).map(item)));
  }

  all(r) {
    if (this.model.runs.length < 2) return null;
    const count = (run, word) => run.status.filter(status => status >= 0 && this.model.raw.outcomes[status] === word).length;
    const line = (run, i) => el('tr', {}, el('td', {}, el('button', { type: 'button', class: 'link', 'aria-current': i === r ? 'true' : null, onclick: () => this.listeners.run(i), text: moment(run.started) })),
      el('td', { text: run.result }), el('td', { class: 'num', text: duration(run.duration) }),
      ['materialized', 'failed', 'skipped'].map(word => el('td', { class: 'num', text: number(count(run, word)) })));
    return el('div', { class: 'card' }, el('h3', { text: 'Runs' }), el('div', { class: 'scroll' }, el('table', { class: 'runs' },
      el('thead', {}, el('tr', {}, el('th', { text: 'started (UTC)' }), el('th', { text: 'result' }), ['duration', 'materialized', 'failed', 'skipped'].map(text => el('th', { class: 'num', text })))),
      el('tbody', {}, this.model.runs.map(line)))));
  }
}

function niceStep(least) {
  const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 15000, 30000, 60000, 120000, 300000, 600000, 900000, 1800000, 3600000,
    7200000, 14400000, 43200000, 86400000];
  return steps.find(step => step >= least) || 86400000 * Math.ceil(least / 86400000);
}
