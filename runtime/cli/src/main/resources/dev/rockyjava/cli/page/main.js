/** The page: what is shown, and what a click, a key or a link changes of it. */
class Page {
  constructor(model) {
    this.model = model;
    this.open = new Set();
    this.asset = -1;
    this.column = null;
    this.mode = 'groups';
    this.near = null;
    this.search = new Search(model);
    this.graph = new GraphCanvas(model, byId('canvas'), {
      click: found => this.clicked(found), open: found => this.opened(found), tip: (found, point) => this.tip(found, point), covered: () => this.covered()
    });
    this.list = new AssetList(model, byId('tree'), { toggle: g => this.toggle(g), pick: i => this.goTo(i) });
    this.panel = new Panel(model, byId('panel'), {
      close: () => this.select(-1), pick: i => this.goTo(i), near: i => this.showNear(i), inGroup: i => this.showInGroup(i),
      column: (i, column) => this.goTo(i, column), run: r => this.goToRun(r)
    });
    this.runs = new RunView(model, byId('runs'), { pick: i => this.goTo(i), run: r => this.goToRun(r), tip: () => {} });
  }

  start() {
    byId('title').textContent = nameText(this.model.raw.title);
    document.title = nameText(this.model.raw.title);
    document.querySelectorAll('#tabs button').forEach(button => button.addEventListener('click', () =>
      button.dataset.view === 'runs' ? this.goToRun(this.runs.run) : this.leaveRuns()));
    byId('close-list').append(icon('close'));
    byId('close-list').addEventListener('click', () => byId('list').classList.remove('open'));
    byId('help').addEventListener('click', () => this.help());
    this.startTheme();
    this.startColour();
    new SearchBox(this.search, this.model, i => this.goTo(i));
    document.addEventListener('keydown', event => this.key(event));
    window.addEventListener('hashchange', () => this.follow());
    new ResizeObserver(() => this.resized()).observe(byId('canvas-box'));
    window.addEventListener('beforeprint', () => this.print(true));
    window.addEventListener('afterprint', () => this.print(false));
    if (this.model.members.length === 1 && this.model.n <= 60) this.open.add(0);
    this.open.forEach(g => this.list.expand(g, true));
    this.follow();
  }

  // ---- what is shown

  follow() {
    const target = this.target(location.hash.slice(1));
    if (target.run !== undefined) this.showRun(target.run);
    else if (target.asset !== undefined) this.showAsset(target.asset, target.column);
    else if (this.shown === undefined) {
      if (this.model.raw.shown >= 0) this.showRun(this.model.raw.shown);
      else this.showGroups();
    }
  }

  /** Returns what a link names: #KEY or the end of one key alone, #KEY/COLUMN, or #!run/ID. */
  target(hash) {
    let text = hash;
    try {
      text = decodeURIComponent(hash);
    } catch (malformed) {
      // then it is taken as it is
    }
    const asset = this.model.index.get(text);
    if (text === '') return {};
    if (asset !== undefined) return { asset, column: null };
    if (text.startsWith('!run/')) {
      const run = this.model.runs.findIndex(one => one.id === text.slice(5));
      return run >= 0 ? { run } : {};
    }
    const parts = text.split(/(?<!\\)\//);
    const owner = this.model.index.get(parts.slice(0, -1).join('/'));
    if (owner !== undefined) return { asset: owner, column: segments(parts[parts.length - 1])[0] };
    const ends = [];
    this.model.keys.forEach((key, i) => { if (key.endsWith('/' + text)) ends.push(i); });
    if (ends.length === 1) return { asset: ends[0], column: null };
    say('There is no asset ' + text);
    return {};
  }

  goTo(asset, column = null) {
    const link = this.model.keys[asset] + (column === null ? '' : '/' + column.replace(/[\\/]/g, '\\$&'));
    byId('list').classList.remove('open');
    this.setHash(link, () => this.showAsset(asset, column));
  }

  goToRun(r) {
    const run = this.model.runs[r];
    if (run) this.setHash('!run/' + run.id, () => this.showRun(r));
    else this.showRun(r);
  }

  setHash(text, show) {
    try {
      const hash = '#' + encodeURI(text).replace(/#/g, '%23');
      if (location.hash !== hash) history.pushState(null, '', hash);
    } catch (noLink) {
      // half a character can't be in a link, and a page within another has no address
    }
    show();
  }

  showAsset(asset, column) {
    if (column !== null) this.showColumn(asset, column);
    else if (this.shown === 'graph' && this.mode !== 'column' && this.graph.nodeOf(asset)) {
      this.select(asset);
      this.graph.reveal(this.graph.nodeOf(asset));
    } else this.showNear(asset);
    say(nameText(this.model.keys[asset]) + ', ' + this.model.kind(asset) + ', ' + this.model.state(asset));
  }

  showGroups() {
    this.mode = 'groups';
    this.showGraph(groupScene(this.model, this.open), false);
  }

  showAll() {
    this.open = new Set(this.model.members.keys()); // the list stays as it is: thousands of elements are slow to make
    this.showGroups();
  }

  showNear(asset) {
    if (!this.near || this.near.asset !== asset) this.near = { asset, up: 2, down: 2, more: new Set(), most: 240 };
    this.mode = 'near';
    this.show('graph');
    this.select(asset);
    this.showGraph(nearScene(this.model, this.near), false);
  }

  showInGroup(asset) {
    const group = this.model.a.group[asset];
    this.open.add(group);
    this.list.expand(group, true);
    this.showGroups();
    this.select(asset);
    this.graph.reveal(this.graph.nodeOf(asset));
  }

  showColumn(asset, column) {
    this.mode = 'column';
    this.show('graph');
    this.column = column;
    this.select(asset, column);
    this.showGraph(columnScene(this.model, asset, column), false);
  }

  showGraph(scene, keep) {
    this.show('graph');
    this.tools();
    this.graph.show(scene, keep);
    this.relate();
    this.legend();
    const shown = scene.ofAsset.size > 0 ? plural(scene.ofAsset.size, 'asset') : plural(scene.ofGroup.size, 'group');
    byId('canvas').setAttribute('aria-label', 'Graph of ' + shown + '. The list of assets and the panel have the same as text.');
  }

  showRun(r) {
    this.show('runs');
    this.runs.show(r);
  }

  leaveRuns() {
    if (location.hash !== '') history.replaceState(null, '', location.href.replace(/#.*/, ''));
    if (this.graph.scene.nodes.length > 0) this.show('graph');
    else this.showGroups();
  }

  show(view) {
    this.shown = view;
    byId('graph').hidden = view !== 'graph';
    byId('runs').hidden = view !== 'runs';
    byId('panel').hidden = view !== 'graph' || this.asset < 0;
    document.querySelectorAll('#tabs button').forEach(button => button.setAttribute('aria-pressed', String(button.dataset.view === view)));
  }

  select(asset, column = null) {
    this.asset = asset;
    this.column = column;
    if (asset < 0) {
      byId('panel').hidden = true;
      if (location.hash !== '') history.replaceState(null, '', location.href.replace(/#.*/, ''));
      if (this.mode === 'column') this.showGroups();
    } else this.panel.show(asset, column);
    this.list.select(asset);
    this.relate();
  }

  /** Dims what has nothing to do with the chosen asset, where all is shown. */
  relate() {
    let related = null;
    if (this.asset >= 0 && this.mode === 'groups') {
      related = new Set([this.asset, ...this.model.reach(this.asset, this.model.up).keys(), ...this.model.reach(this.asset, this.model.down).keys()]);
    }
    this.graph.select(this.asset, related);
  }

  toggle(g, redraw = true) {
    if (this.open.has(g)) this.open.delete(g);
    else this.open.add(g);
    this.list.expand(g, this.open.has(g));
    if (redraw && (this.shown === 'graph' || this.mode === 'groups')) {
      this.showGroups();
      if (this.open.has(g)) this.graph.fitBox(g);
    }
  }

  // ---- the canvas

  clicked(found) {
    if (!found) return;
    if (found.box) this.toggle(found.box.group);
    else if (found.side) this.more(found.node.asset, found.side);
    else if (found.column !== undefined) this.goTo(found.node.asset, found.column);
    else if (found.node.group >= 0) this.toggle(found.node.group);
    else this.goTo(found.node.asset);
  }

  opened(found) {
    if (found && found.node && found.node.asset >= 0) this.showNear(found.node.asset);
  }

  more(asset, side) {
    (side < 0 ? this.model.up : this.model.down)[asset].forEach(other => this.near.more.add(other));
    this.showGraph(nearScene(this.model, this.near), false);
  }

  tip(found, point) {
    const tip = byId('tip');
    const text = found && (found.side ? 'show ' + (found.side < 0 ? found.node.moreUp : found.node.moreDown) + ' more'
      : found.box ? 'close ' + nameText(this.model.groupNames[found.box.group])
        : found.node.asset < 0 ? 'open ' + nameText(this.model.groupNames[found.node.group])
          : nameText(this.model.keys[found.node.asset]) + '\n' + this.model.kind(found.node.asset) + ', ' + this.model.state(found.node.asset));
    tip.hidden = !text;
    if (!text) return;
    tip.textContent = text;
    tip.style.whiteSpace = 'pre-line';
    tip.style.left = Math.min(point.x + 14, Math.max(0, this.graph.width - 330)) + 'px';
    tip.style.top = point.y + 16 + 'px';
  }

  /** Returns how much of the canvas's top the toolbar covers. */
  covered() {
    return byId('tools').offsetHeight + 16;
  }

  resized() {
    if (this.shown === 'graph') {
      if (this.graph.resize()) this.graph.draw();
    } else this.runs.drawGantt();
  }

  // ---- the bars

  tools() {
    const button = (text, action, more = {}) => el('button', { type: 'button', onclick: action, ...more }, text);
    const sign_ = (word, label, action) => button(icon(word), action, { 'aria-label': label, title: label });
    const set = (...children) => el('div', { class: 'set' }, ...children);
    const allOpen = this.open.size === this.model.members.length;
    const left = [set(sign_('list', 'Assets', () => byId('list').classList.toggle('open')))];
    left.push(set(button('Groups', () => this.closeAll(), { 'aria-pressed': String(this.mode === 'groups' && !allOpen) }),
      button('Whole graph', () => this.showAll(), { 'aria-pressed': String(this.mode === 'groups' && allOpen) })));
    if (this.mode === 'near') left.push(this.nearTools(button, sign_, set));
    if (this.mode === 'column') left.push(set(el('span', {}, 'column ', name(this.column), ' of ', name(this.model.names[this.asset])), button('Back to assets', () => this.goTo(this.asset))));
    const zoom = set(sign_('minus', 'Zoom out', () => this.graph.zoom(1 / 1.3)), sign_('plus', 'Zoom in', () => this.graph.zoom(1.3)),
      sign_('fit', 'Fit', () => { this.graph.fit(); this.graph.draw(); }));
    zoom.classList.add('end');
    byId('tools').replaceChildren(...left, zoom);
    byId('tools').firstChild.classList.add('narrow');
  }

  nearTools(button, sign_, set) {
    const step = (side, by) => {
      this.near[side] = Math.max(0, this.near[side] + by);
      this.showGraph(nearScene(this.model, this.near), false);
    };
    const scene = nearScene(this.model, this.near);
    return set(sign_('minus', 'One step less upstream', () => step('up', -1)), el('span', { text: this.near.up + ' up' }), sign_('plus', 'One step more upstream', () => step('up', 1)),
      sign_('minus', 'One step less downstream', () => step('down', -1)), el('span', { text: this.near.down + ' down' }), sign_('plus', 'One step more downstream', () => step('down', 1)),
      scene.cut > 0 ? button(number(scene.cut) + ' more', () => {
        this.near.most += 500;
        this.showGraph(nearScene(this.model, this.near), false);
      }) : null);
  }

  closeAll() {
    this.open.clear();
    this.list.collapse();
    this.showGroups();
  }

  legend() {
    const words = this.graph.by === 'state' ? this.model.states : this.model.kinds;
    const used = new Set(Array.from({ length: this.model.n }, (_, i) => this.graph.word(i)));
    byId('legend').replaceChildren(...words.filter(word => used.has(word)).map(word => el('span', {}, sign(word), el('span', { text: word }))),
      el('span', {}, '\u2504 derived'), el('span', { class: 'end', text: plural(this.model.n, 'asset') + ' \u00b7 made ' + moment(this.model.raw.made) + ' UTC' }));
  }

  startColour() {
    const select = byId('colour');
    if (!this.model.raw.journal) select.value = 'kind';
    this.graph.by = select.value;
    select.addEventListener('change', () => {
      this.graph.by = select.value;
      this.legend();
      this.graph.draw();
    });
  }

  startTheme() {
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    this.setTheme(dark.matches);
    dark.addEventListener('change', event => this.setTheme(event.matches));
    byId('theme').addEventListener('click', () => this.setTheme(!this.dark));
  }

  setTheme(dark) {
    this.dark = dark;
    this.applyTheme(dark);
    byId('theme').replaceChildren(icon(dark ? 'light' : 'dark'));
  }

  applyTheme(dark) {
    document.documentElement.classList.toggle('dark', dark);
    this.graph.colours = readColours();
    if (this.shown === 'graph') this.graph.draw();
    else if (this.shown === 'runs') this.runs.drawGantt();
  }

  print(begins) {
    this.applyTheme(begins ? false : this.dark);
    if (this.shown === 'graph' && begins) {
      this.graph.fit();
      this.graph.draw();
    }
  }

  // ---- the keyboard

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, select, textarea') || byId('keys').open) return;
    const onCanvas = event.target === byId('canvas') || event.target === document.body;
    const keys = {
      '/': () => byId('query').focus(), '?': () => this.help(), Escape: () => this.asset >= 0 && this.select(-1),
      g: () => this.closeAll(), a: () => this.showAll(), n: () => this.asset >= 0 && this.showNear(this.asset), r: () => this.goToRun(this.runs.run),
      '+': () => this.graph.zoom(1.3), '-': () => this.graph.zoom(1 / 1.3), 0: () => { this.graph.fit(); this.graph.draw(); }
    };
    if (onCanvas && this.shown === 'graph') {
      Object.assign(keys, {
        ArrowLeft: () => this.step(-1, 0), ArrowRight: () => this.step(1, 0), ArrowUp: () => this.step(0, -1), ArrowDown: () => this.step(0, 1),
        Enter: () => this.enter()
      });
    }
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  }

  /** Goes to the nearest node in a direction. */
  step(dx, dy) {
    const nodes = this.graph.scene.nodes;
    const from = this.graph.hovered || this.graph.nodeOf(this.asset) || nodes[0];
    const middle = node => ({ x: node.x + node.w / 2, y: node.y + node.h / 2 });
    const start = middle(from);
    let best = null;
    let least = Infinity;
    for (const node of nodes) {
      const to = middle(node);
      const along = (to.x - start.x) * dx + (to.y - start.y) * dy;
      const across = Math.abs((to.x - start.x) * dy) + Math.abs((to.y - start.y) * dx);
      const cost = along + across * 2;
      if (node !== from && along > 4 && cost < least) {
        least = cost;
        best = node;
      }
    }
    const node = best || from;
    this.graph.hovered = node;
    if (!this.graph.inView(node)) this.graph.moveTo(node);
    this.graph.soon();
    say(node.asset >= 0 ? nameText(this.model.keys[node.asset]) + ', ' + this.model.kind(node.asset) + ', ' + this.model.state(node.asset)
      : 'group ' + nameText(this.model.groupNames[node.group]) + ', ' + plural(this.model.members[node.group].length, 'asset'));
  }

  enter() {
    if (this.graph.hovered) this.clicked({ node: this.graph.hovered });
  }

  help() {
    const dialog = byId('keys');
    const keys = [['/', 'search: words, or name: column: tag: group: kind: state:'], ['arrows', 'go from node to node'], ['Enter', 'open a group, choose an asset'],
      ['g  a', 'groups, whole graph'], ['n', 'neighbourhood of the chosen asset'], ['r', 'runs'], ['+ \u2212 0', 'zoom in, zoom out, fit'], ['Esc', 'close']];
    dialog.replaceChildren(el('h2', { text: 'Keys' }), el('dl', {}, keys.flatMap(([key, text]) => [el('dt', {}, el('kbd', { text: key })), el('dd', { text })])),
      el('p', { class: 'small muted', text: 'Everything is in this one file, which loads nothing. A link ends in # and a key, or a key and a column. Made by rocky-java '
        + this.model.raw.version + ' at ' + moment(this.model.raw.made) + ' UTC' + (this.model.raw.journal ? '.' : ', without a journal: states are not known.') }),
      el('div', { class: 'actions' }, el('button', { type: 'button', class: 'main', text: 'Close', onclick: () => dialog.close() })));
    dialog.showModal();
  }
}

/** The search field with what it finds. */
class SearchBox {
  constructor(search, model, pick) {
    this.search = search;
    this.model = model;
    this.pick = pick;
    this.query = byId('query');
    this.list = byId('hits');
    this.hits = [];
    this.at = -1;
    this.query.addEventListener('focus', () => search.prepare());
    this.query.addEventListener('input', () => this.update());
    this.query.addEventListener('keydown', event => this.key(event));
    this.query.addEventListener('blur', () => setTimeout(() => this.close(), 150));
  }

  update() {
    const found = this.search.find(this.query.value, 50);
    this.hits = found.hits;
    this.list.replaceChildren(...this.hits.map((hit, i) => this.item(hit, i)));
    if (this.query.value.trim() !== '') this.list.append(el('li', { class: 'note', role: 'presentation', text: found.all === 0 ? 'Nothing found' : plural(found.all, 'asset') + ' found' }));
    this.list.hidden = this.query.value.trim() === '';
    this.query.setAttribute('aria-expanded', String(!this.list.hidden));
    this.mark(this.hits.length > 0 ? 0 : -1);
    say(plural(found.all, 'asset') + ' found');
  }

  item(hit, i) {
    const state = this.model.state(hit.asset);
    return el('li', { role: 'option', id: 'hit' + i, 'aria-selected': 'false', onpointerdown: event => { event.preventDefault(); this.choose(i); } },
      sign(state), el('span', {}, name(this.model.names[hit.asset])),
      el('span', { class: 'where' }, this.where(hit)));
  }

  /** Says why an asset was found: by the column or the tag; otherwise the group. */
  where(hit) {
    const words = this.query.value.toLowerCase().split(/\s+/).map(word => word.replace(/^(column|tag):/, '')).filter(word => word);
    const found = texts => texts.find(text => words.some(word => text.toLowerCase().includes(word)));
    const column = hit.field === 'column' && found(this.model.columns(hit.asset).map(one => one.name));
    const tag = hit.field === 'tag' && found((this.model.a.tags[hit.asset] || []).map(ref => this.model.text(ref)));
    return column ? ['column ', name(column)] : tag ? ['tag ', name(tag)] : name(this.model.group(hit.asset));
  }

  mark(at) {
    const old = byId('hit' + this.at);
    if (old) old.setAttribute('aria-selected', 'false');
    this.at = at;
    const now = byId('hit' + at);
    if (!now) {
      this.query.removeAttribute('aria-activedescendant');
      return;
    }
    now.setAttribute('aria-selected', 'true');
    now.scrollIntoView({ block: 'nearest' });
    this.query.setAttribute('aria-activedescendant', 'hit' + at);
  }

  key(event) {
    if (event.key === 'ArrowDown') this.mark(Math.min(this.hits.length - 1, this.at + 1));
    else if (event.key === 'ArrowUp') this.mark(Math.max(0, this.at - 1));
    else if (event.key === 'Enter' && this.at >= 0) this.choose(this.at);
    else if (event.key === 'Escape') this.close();
    else return;
    event.preventDefault();
  }

  choose(i) {
    const { asset } = this.hits[i];
    this.close();
    this.query.blur();
    this.pick(asset);
  }

  close() {
    this.list.hidden = true;
    this.query.setAttribute('aria-expanded', 'false');
  }
}

async function begin() {
  const model = new Model(await block('data'));
  const page = new Page(model);
  page.start();
  // For tests and for who wants to measure: how long it took from opening the file to the first picture.
  window.rockyPage = { page, readyMs: performance.now() };
  document.documentElement.dataset.ready = 'true';
  setTimeout(() => page.search.prepare(), 200);
}

begin().catch(failure => {
  document.body.prepend(el('p', { class: 'notice', text: 'This page can\u2019t be shown: ' + failure + '. It needs a browser of 2023 or newer.' }));
  throw failure;
});
