/** What is known of one asset. */
class Panel {
  constructor(model, panel, listeners) {
    this.model = model;
    this.panel = panel;
    this.listeners = listeners;
    this.sql = null;
  }

  show(asset, column) {
    const m = this.model;
    const sections = [this.top(asset), this.chips(asset), this.why(asset), this.description(asset), this.actions(asset), this.facts(asset)];
    if (column !== null) sections.push(this.lineage(asset, column));
    sections.push(this.partitions(asset), this.checks(asset), this.lastRuns(asset), this.columns(asset, column),
      this.neighbours('Upstream', asset, m.up[asset], from => m.derived(from, asset)),
      this.neighbours('Downstream', asset, m.down[asset], to => m.derived(asset, to)),
      this.copies(asset), this.code(asset));
    this.panel.replaceChildren(...sections.filter(section => section));
    this.panel.hidden = false;
    this.panel.scrollTop = 0;
    this.panel.setAttribute('aria-label', 'Asset ' + nameText(m.keys[asset]));
  }

  part(title, note, ...children) {
    return el('section', { class: 'part' }, el('h3', {}, title, note ? el('span', { class: 'small', text: note }) : null), ...children);
  }

  top(asset) {
    return el('div', { class: 'top' }, el('h2', {}, name(this.model.names[asset])),
      el('button', { type: 'button', class: 'icon', 'aria-label': 'Close', onclick: () => this.listeners.close() }, icon('close')));
  }

  chips(asset) {
    const m = this.model;
    return el('div', { class: 'chips' }, chip(m.kind(asset)), chip(m.state(asset)),
      el('span', { class: 'chip plain' }, 'group\u00a0', name(m.group(asset))));
  }

  why(asset) {
    const reasons = (this.model.a.stale[asset] || []).map(ref => this.model.text(ref));
    if (reasons.length === 0) return null;
    const line = reason => el('p', { class: 'why' }, sign('stale'), ' stale: ', name(reason));
    const rest = el('div', {}, reasons.length > 3 ? el('button', { type: 'button', class: 'link small', text: plural(reasons.length - 3, 'more reason'),
      onclick: () => rest.replaceChildren(...reasons.slice(3).map(line)) }) : null);
    return el('div', {}, reasons.slice(0, 3).map(line), rest);
  }

  description(asset) {
    const text = this.model.text(this.model.a.description[asset]);
    return text === '' ? null : el('p', { class: 'why' }, el('bdi', { text: visible(text) }));
  }

  actions(asset) {
    const button = (text, action, kind) => el('button', { type: 'button', class: kind, onclick: action, text });
    return el('div', { class: 'actions' },
      button('Neighbourhood', () => this.listeners.near(asset), 'main'), button('Show in its group', () => this.listeners.inGroup(asset)));
  }

  facts(asset) {
    const m = this.model;
    const a = m.a;
    const rows = [];
    const row = (title, ...value) => rows.push(el('dt', { text: title }), el('dd', {}, ...value));
    const text = (title, ref) => { if (ref >= 0) row(title, name(m.text(ref))); };
    row('key', el('span', { class: 'mono' }, name(m.keys[asset])));
    text('target', a.target[asset]);
    text('strategy', a.strategy[asset]);
    (a.parameters[asset] || []).forEach(ref => row('', el('span', { class: 'mono' }, name(m.text(ref)))));
    text('pipeline', a.pipeline[asset]);
    (a.owners[asset] || []).forEach((ref, i) => row(i === 0 ? 'owners' : '', name(m.text(ref))));
    const tags = (a.tags[asset] || []).flatMap(ref => [el('span', { class: 'tag' }, name(m.text(ref))), ' ']);
    if (tags.length > 0) row('tags', ...tags);
    const fresh = a.fresh[asset];
    if (fresh) row('freshness', this.freshness(asset, fresh));
    text('file', a.file[asset]);
    return el('dl', { class: 'facts card-top' }, rows);
  }

  freshness(asset, [seconds, column, severity]) {
    const m = this.model;
    const built = m.a.built[asset];
    return 'at most ' + duration(seconds * 1000) + ' old' + (column >= 0 ? ' by ' + nameText(m.text(column)) : '')
      + (severity >= 0 ? ' (' + nameText(m.text(severity)) + ')' : '')
      + (built > 0 ? '; built ' + duration(Math.max(0, m.raw.made - built)) + ' before this page' : '');
  }

  partitions(asset) {
    const parts = this.model.a.partitions[asset];
    if (!parts) return null;
    const strip = new Strip(parts, this.model.text(parts.from));
    return this.part('Partitions, ' + parts.grain, strip.summary(), ...strip.elements());
  }

  checks(asset) {
    const checks = this.model.a.checks[asset];
    if (!checks) return null;
    const items = [];
    for (let at = 0; at < checks.length; at += 3) {
      const word = this.model.raw.results[checks[at + 1]];
      const reason = this.model.text(checks[at + 2]);
      items.push(el('li', {}, word ? sign(word) : icon('never', 'never'),
        el('span', { class: 'grow' }, name(this.model.text(checks[at])), reason ? el('div', { class: 'muted small' }, el('bdi', { text: visible(reason) })) : null),
        el('span', { class: 'tag', text: word || 'no result yet' })));
    }
    return this.part('Checks', plural(items.length, 'check'), el('ul', { class: 'lines' }, items));
  }

  lastRuns(asset) {
    const found = [];
    this.model.runs.forEach((run, r) => {
      const at = run.places.get(asset);
      if (at !== undefined) found.push({ run, r, at });
    });
    const shown = found.filter(({ run, at }) => run.end[at] >= 0).slice(0, 10);
    if (shown.length === 0) return null;
    const longest = Math.max(1, ...shown.map(({ run, at }) => run.end[at] - run.start[at]));
    const items = shown.map(({ run, r, at }) => bar(runWord(this.model, run, at), (run.end[at] - run.start[at]) / longest,
      el('button', { type: 'button', class: 'link on', onclick: () => this.listeners.run(r), text: moment(run.started) }), duration(run.end[at] - run.start[at])));
    return this.part('Last runs', 'times in UTC', el('ul', { class: 'bars' }, items));
  }

  columns(asset, chosen) {
    const columns = this.model.columns(asset);
    if (columns.length === 0) return null;
    const most = 60;
    const item = column => el('li', {},
      el('button', { type: 'button', class: 'link', 'aria-pressed': String(column.name === chosen), onclick: () => this.listeners.column(asset, column.name) }, name(column.name)),
      column.type ? el('span', { class: 'muted small', text: '  ' + nameText(column.type) }) : null,
      column.sources.length === 0 ? null : el('div', { class: 'from' }, column.sources.flatMap((source, i) => [i > 0 ? ', ' : 'from ',
        name(this.model.names[source.asset] + '.' + source.column), source.how === 'direct' ? '' : ' (' + nameText(source.how) + ')'])));
    const list = el('ul', { class: 'columns' }, columns.slice(0, most).map(item));
    if (columns.length > most) {
      const more = el('li', {}, el('button', { type: 'button', class: 'link', text: number(columns.length - most) + ' more',
        onclick: () => list.replaceChildren(...columns.map(item)) }));
      list.append(more);
    }
    return this.part('Columns', 'a column shows where it comes from', list);
  }

  neighbours(title, asset, others, derived) {
    if (others.length === 0) return null;
    const most = 40;
    const item = other => el('li', {}, sign(this.model.kind(other)),
      el('button', { type: 'button', class: 'link', onclick: () => this.listeners.pick(other) }, name(this.model.keys[other])),
      derived(other) ? el('span', { class: 'tag', title: 'Not declared in the project: SQL or column lineage shows it', text: 'derived' }) : null);
    const list = el('ul', { class: 'assets' }, others.slice(0, most).map(item));
    if (others.length > most) {
      list.append(el('li', {}, el('button', { type: 'button', class: 'link', text: number(others.length - most) + ' more',
        onclick: () => list.replaceChildren(...others.map(item)) })));
    }
    return this.part(title, plural(others.length, 'asset'), list);
  }

  copies(asset) {
    const a = this.model.a;
    const lines = [];
    const line = (title, text) => lines.push(el('div', { class: 'muted small', text: title }), copied(text));
    if (a.java[asset] >= 0) line('Java', this.model.text(a.java[asset]));
    (a.commands[asset] || []).forEach((ref, i) => line(i === 0 ? 'Engine' : '', this.model.text(ref)));
    return lines.length === 0 ? null : this.part('To copy', '', ...lines);
  }

  code(asset) {
    const how = this.model.raw.code[this.model.a.code[asset]];
    if (!how) return null;
    const section = this.part('SQL', this.model.text(this.model.a.file[asset]));
    if (how !== 'there') {
      section.append(el('p', { class: 'why muted', text: {
        edited: 'The file was edited since the snapshot was written, so its text is not that of this page. Refresh, and make the page again.',
        gone: 'The file was not there when this page was made.',
        large: 'Left out, to keep this page small.'
      }[how] }));
      return section;
    }
    const pre = el('pre', { class: 'sql', tabindex: '0', 'aria-label': 'SQL' });
    section.append(pre);
    this.sql = this.sql || block('sql');
    this.sql.then(texts => colourSql(visible(texts[this.model.a.sql[asset]])).forEach(piece => pre.append(piece)));
    return section;
  }

  /** The steps of a column as nested lists: the same as the picture, to be read. */
  lineage(asset, column) {
    const m = this.model;
    const tree = (i, name_, next, seen, depth) => {
      const list = next(i, name_).filter(other => !seen.has(columnId(other.asset, other.column)));
      if (list.length === 0 || depth > 12) return null;
      return el('ul', { class: 'lineage' }, list.map(other => {
        const path = new Set(seen).add(columnId(other.asset, other.column));
        return el('li', {}, el('button', { type: 'button', class: 'link', onclick: () => this.listeners.column(other.asset, other.column) },
          name(m.names[other.asset] + '.' + other.column)), ' ', el('span', { class: 'tag', text: nameText(other.how) }),
        depth < 6 ? tree(other.asset, other.column, next, path, depth + 1) : null);
      }));
    };
    const start = new Set([columnId(asset, column)]);
    const up = tree(asset, column, (i, c) => sourcesOf(m, i, c), start, 0);
    const down = tree(asset, column, (i, c) => m.uses().get(columnId(i, c)) || [], start, 0);
    return this.part('Column ' + nameText(column), '', el('p', { class: 'muted small', text: up ? 'comes from' : 'comes from no other column that is known' }), up,
      el('p', { class: 'muted small', text: down ? 'goes to' : 'goes to no other column' }), down);
  }
}

function chip(word, text = word) {
  return el('span', { class: 'chip ' + (ICONS[word] ? word : 'other') }, icon(word), el('span', { text: nameText(text) }));
}

function copied(text) {
  const button = el('button', { type: 'button', text: 'Copy' });
  button.addEventListener('click', () => copy(text, button));
  return el('div', { class: 'copy' }, el('code', { text: visible(text) }), button);
}

/** One line of a list of bars. */
function bar(word, share, label, value) {
  const fill = el('span', { class: 'fill ' + word });
  fill.style.width = Math.max(0.5, share * 100) + '%';
  return el('li', { class: word }, sign(word), el('span', { class: 'track' }, fill, label), el('span', { class: 'num muted', text: value }));
}

const SQL_WORDS = new Set(('select from where group by order having join left right full outer inner cross on as and or not in is null case when then else end '
  + 'with union all distinct insert into values create table view cast exists between like limit offset over partition rows range using qualify asc desc').split(' '));

/** Returns SQL as pieces with a class for words, texts, numbers and comments. */
function colourSql(sql) {
  const pieces = [];
  const token = /(--[^\n]*|\/\*[\s\S]*?\*\/)|('(?:[^']|'')*')|\b(\d+(?:\.\d+)?)\b|([A-Za-z_]\w*)/g;
  let at = 0;
  for (const found of sql.matchAll(token)) {
    const kind = found[1] ? 'c' : found[2] ? 'q' : found[3] ? 'd' : SQL_WORDS.has(found[4].toLowerCase()) ? 'k' : '';
    if (kind === '') continue;
    pieces.push(sql.slice(at, found.index), el('span', { class: kind, text: found[0] }));
    at = found.index + found[0].length;
  }
  pieces.push(sql.slice(at));
  return pieces;
}
