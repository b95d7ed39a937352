/** The groups and their assets as a tree of elements: for the keyboard and for screen readers, and as an index. */
class AssetList {
  constructor(model, tree, listeners) {
    this.model = model;
    this.tree = tree;
    this.listeners = listeners;
    this.items = new Map();
    this.most = new Map();
    model.groupNames.forEach((group, g) => tree.append(this.group(g)));
    const first = tree.querySelector('[role=treeitem]');
    if (first) first.tabIndex = 0;
    tree.addEventListener('keydown', event => this.key(event));
  }

  group(g) {
    const toggle = () => this.listeners.toggle(g);
    const row = el('div', { class: 'row', onclick: toggle }, icon('twist', 'twist'),
      el('span', { class: 'name' }, name(this.model.groupNames[g])), el('span', { class: 'count', text: number(this.model.members[g].length) }));
    const item = el('li', { role: 'treeitem', 'aria-expanded': 'false', tabindex: '-1' }, row);
    item.group = g;
    this.items.set('g' + g, item);
    return item;
  }

  expand(g, open) {
    const item = this.items.get('g' + g);
    item.setAttribute('aria-expanded', String(open));
    const old = item.querySelector('ul');
    if (old) old.remove();
    if (!open) return;
    this.most.set(g, this.most.get(g) || 200);
    item.append(this.assets(g));
  }

  collapse() {
    this.tree.querySelectorAll('[role=treeitem][aria-expanded=true]').forEach(item => this.expand(item.group, false));
  }

  assets(g) {
    const members = this.model.members[g];
    const most = this.most.get(g);
    const list = el('ul', { role: 'group' }, members.slice(0, most).map(i => this.asset(i)));
    if (members.length > most) {
      const more = () => {
        this.most.set(g, most + 1000);
        this.expand(g, true);
      };
      list.append(el('li', { role: 'none' }, el('button', { type: 'button', class: 'link small row', onclick: more, text: number(members.length - most) + ' more' })));
    }
    return list;
  }

  asset(i) {
    const state = this.model.state(i);
    const row = el('div', { class: 'row', onclick: () => this.listeners.pick(i) }, sign(state),
      el('span', { class: 'name', title: nameText(this.model.keys[i]) }, name(this.model.names[i])), el('span', { class: 'unseen', text: this.model.kind(i) + ', ' + state }));
    const item = el('li', { role: 'treeitem', tabindex: '-1', 'aria-selected': 'false' }, row);
    item.asset = i;
    this.items.set(i, item);
    return item;
  }

  select(asset) {
    this.tree.querySelectorAll('[aria-selected=true]').forEach(item => item.setAttribute('aria-selected', 'false'));
    const item = this.items.get(asset);
    if (!item || !item.isConnected) return;
    item.setAttribute('aria-selected', 'true');
    item.scrollIntoView({ block: 'nearest' });
  }

  focus(item) {
    this.tree.querySelectorAll('[role=treeitem][tabindex="0"]').forEach(other => { other.tabIndex = -1; });
    item.tabIndex = 0;
    item.focus();
  }

  key(event) {
    const item = event.target.closest('[role=treeitem]');
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...this.tree.querySelectorAll('[role=treeitem]')];
    const at = all.indexOf(item);
    const isGroup = item.group !== undefined;
    const open = item.getAttribute('aria-expanded') === 'true';
    const moves = {
      ArrowDown: () => this.focus(all[Math.min(all.length - 1, at + 1)]),
      ArrowUp: () => this.focus(all[Math.max(0, at - 1)]),
      Home: () => this.focus(all[0]),
      End: () => this.focus(all[all.length - 1]),
      ArrowRight: () => isGroup && (open ? this.focus(all[Math.min(all.length - 1, at + 1)]) : this.listeners.toggle(item.group)),
      ArrowLeft: () => isGroup ? open && this.listeners.toggle(item.group) : this.focus(item.parentElement.closest('[role=treeitem]')),
      Enter: () => isGroup ? this.listeners.toggle(item.group) : this.listeners.pick(item.asset),
      ' ': () => isGroup ? this.listeners.toggle(item.group) : this.listeners.pick(item.asset)
    };
    if (moves[event.key]) {
      event.preventDefault();
      event.stopPropagation();
      moves[event.key]();
    }
  }
}
