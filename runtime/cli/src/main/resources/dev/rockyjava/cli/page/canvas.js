const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

/** The colours of the theme that is shown, from the style sheet. */
function readColours() {
  const style = getComputedStyle(document.documentElement);
  const colours = {};
  for (const word of ['bg', 'surface', 'raised', 'ink', 'muted', 'line', 'soft', 'accent', 'accent-soft', 'edge', 'box',
    'materialized', 'failed', 'skipped', 'stale', 'never', 'graph-only',
    'source', 'load', 'transformation', 'seed', 'quality', 'snapshot', 'test', 'other']) {
    colours[word] = style.getPropertyValue('--' + word).trim();
  }
  return colours;
}

/** Draws a scene, and moves over it. What was clicked is said to the listeners. */
class GraphCanvas {
  constructor(model, canvas, listeners) {
    this.model = model;
    this.canvas = canvas;
    this.listeners = listeners;
    this.context = canvas.getContext('2d');
    this.scene = emptyScene();
    this.x = 0;
    this.y = 0;
    this.k = 1;
    this.selected = -1;
    this.related = null;
    this.hovered = null;
    this.by = 'state';
    this.fitted = new Map();
    this.asked = false;
    this.colours = readColours();
    this.listen();
  }

  show(scene, keep) {
    this.scene = scene;
    this.hovered = null;
    if (!keep) this.fit();
    this.draw();
  }

  theme() {
    this.colours = readColours();
    this.draw();
  }

  resize() {
    const box = this.canvas.getBoundingClientRect();
    const ratio = window.devicePixelRatio || 1;
    const width = Math.max(1, Math.round(box.width * ratio));
    const height = Math.max(1, Math.round(box.height * ratio));
    if (width === this.canvas.width && height === this.canvas.height) return false;
    this.canvas.width = width;
    this.canvas.height = height;
    this.width = box.width;
    this.height = box.height;
    this.ratio = ratio;
    return true;
  }

  /** Shows all of the scene, but not larger than it is. */
  fit() {
    this.resize();
    const top = this.listeners.covered();
    const { w, h } = this.scene;
    const k = Math.min(1.15, (this.width - 48) / Math.max(1, w + 2 * this.scene.side), (this.height - top - 40) / Math.max(1, h));
    this.k = Math.max(0.02, k);
    this.x = (this.width - w * this.k) / 2;
    this.y = top + (this.height - top - h * this.k) / 2;
    const least = this.leastFit();
    if (this.k < least) this.centre(least);
  }

  /** A part that can be read is better than all of what is around an asset, and on a phone in any case. */
  leastFit() {
    const part = this.scene.boxes.length === 0 && this.scene.ofAsset.size > 0 && this.selected >= 0;
    return part ? 0.5 : this.width < 520 && this.scene.nodes.length <= 60 ? 0.45 : 0.02;
  }

  /** Shows one box, if it can't be read with all that is around it. */
  fitBox(group) {
    const box = this.scene.boxes.find(one => one.group === group);
    if (!box || this.k >= 0.5) return;
    const top = this.listeners.covered();
    this.k = Math.max(this.k, Math.min(1, (this.width - 60) / box.w, (this.height - top - 30) / box.h));
    this.x = (this.width - box.w * this.k) / 2 - box.x * this.k;
    this.y = top + (this.height - top - box.h * this.k) / 2 - box.y * this.k;
    this.draw();
  }

  centre(k) {
    const node = this.nodeOf(this.selected);
    this.k = k;
    if (node) this.moveTo(node);
    else {
      this.x = 16;
      this.y = (this.height - this.scene.h * k) / 2;
    }
  }

  moveTo(node) {
    this.x = this.width / 2 - (node.x + node.w / 2) * this.k;
    this.y = this.height / 2 - (node.y + node.h / 2) * this.k;
  }

  /** Moves to a node unless all of it is visible and can be read. */
  reveal(node) {
    this.resize();
    const left = this.x + node.x * this.k;
    const top = this.y + node.y * this.k;
    const within = left > 8 && top > this.listeners.covered() && left + node.w * this.k < this.width - 8 && top + node.h * this.k < this.height - 8;
    if (within && this.k >= 0.3) return;
    this.k = Math.max(this.k, 0.8);
    this.moveTo(node);
    this.soon();
  }

  nodeOf(asset) {
    return this.scene.nodes[this.scene.ofAsset.get(asset)];
  }

  zoom(factor, cx = this.width / 2, cy = this.height / 2) {
    const k = Math.min(3, Math.max(0.02, this.k * factor));
    this.x = cx - (cx - this.x) * (k / this.k);
    this.y = cy - (cy - this.y) * (k / this.k);
    this.k = k;
    this.soon();
  }

  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.soon();
  }

  soon() {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      this.draw();
    });
  }

  select(asset, related) {
    this.selected = asset;
    this.related = related;
    this.soon();
  }

  draw() {
    this.resize();
    const c = this.context;
    c.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    c.fillStyle = this.colours.bg;
    c.fillRect(0, 0, this.width, this.height);
    c.translate(this.x, this.y);
    c.scale(this.k, this.k);
    this.view = { left: -this.x / this.k, top: -this.y / this.k, right: (this.width - this.x) / this.k, bottom: (this.height - this.y) / this.k };
    this.scene.boxes.forEach(box => this.box(box));
    this.edges();
    const visible = this.scene.nodes.filter(node => this.inView(node));
    if (this.k < 0.3) this.smallNodes(visible);
    else visible.forEach(node => this.node(node));
    if (this.k < 0.3) this.scene.boxes.forEach(box => this.boxName(box));
  }

  inView(box) {
    const v = this.view;
    return box.x < v.right && box.x + box.w > v.left && box.y < v.bottom && box.y + box.h > v.top;
  }

  box(box) {
    if (!this.inView(box)) return;
    const c = this.context;
    c.beginPath();
    c.roundRect(box.x, box.y, box.w, box.h, 14);
    c.fillStyle = this.colours.box;
    c.fill();
    c.lineWidth = Math.max(1, 1 / this.k);
    c.strokeStyle = this.colours.line;
    c.stroke();
    if (this.k >= 0.3) this.boxName(box);
  }

  /** Writes a group's name into its box, at a size that can be read if there is room. */
  boxName(box) {
    if (!this.inView(box)) return;
    const c = this.context;
    const size = Math.min(Math.max(13, 11 / this.k), box.h / 4, 400);
    if (size * this.k < 7) return;
    c.font = '650 ' + size + 'px ' + FONT;
    const text = fitText(c, nameText(this.model.groupNames[box.group]), box.w - 20);
    if (this.k < 0.3) {
      c.fillStyle = this.colours.surface;
      c.globalAlpha = 0.85;
      c.fillRect(box.x + 4, box.y + 4, c.measureText(text).width + size * 0.6, size * 1.35);
      c.globalAlpha = 1;
    }
    c.fillStyle = this.colours.muted;
    c.textBaseline = 'middle';
    c.fillText(text, box.x + (this.k < 0.3 ? 4 + size * 0.3 : 14), box.y + (this.k < 0.3 ? 4 + size * 0.7 : 17));
  }

  edges() {
    const plain = [];
    const dim = [];
    const lit = [];
    for (const edge of this.scene.edges) {
      const from = this.scene.nodes[edge.from];
      const to = this.scene.nodes[edge.to];
      if (!this.edgeInView(from, to)) continue;
      if (!this.related) plain.push(edge);
      else if (this.isLit(from) && this.isLit(to)) lit.push(edge);
      else dim.push(edge);
    }
    const many = plain.length + dim.length + lit.length;
    this.strokes(dim, this.colours.line, 1, many);
    this.strokes(plain, this.colours.edge, many > 600 ? 0.5 : 0.9, many);
    this.strokes(lit, this.colours.accent, 1, lit.length + dim.length / 8);
  }

  edgeInView(from, to) {
    const v = this.view;
    return Math.min(from.x, to.x) < v.right && Math.max(from.x + from.w, to.x + to.w) > v.left
      && Math.min(from.y, to.y) < v.bottom && Math.max(from.y + from.h, to.y + to.h) > v.top;
  }

  /** Draws edges; of many, straight lines without dashes, which are slow: 1,700 dashed curves took a second. */
  strokes(edges, colour, alpha, many) {
    if (edges.length === 0) return;
    const c = this.context;
    const straight = many > 600;
    c.strokeStyle = colour;
    c.fillStyle = colour;
    c.globalAlpha = alpha;
    c.lineWidth = (straight ? 0.8 : 1.4) / Math.max(this.k, 0.25);
    if (many > 200) this.lines(edges, straight);
    else {
      this.lines(edges.filter(edge => !edge.derived), false);
      c.setLineDash([5, 4]);
      this.lines(edges.filter(edge => edge.derived), false);
      c.setLineDash([]);
    }
    if (!straight && this.k > 0.3) edges.forEach(edge => this.head(edge));
    if (!straight && this.k > 0.45) edges.forEach(edge => this.edgeText(edge));
    c.globalAlpha = 1;
  }

  /** One path of all would be slower than several. */
  lines(edges, straight) {
    for (let at = 0; at < edges.length; at += 32) {
      this.context.beginPath();
      for (const edge of edges.slice(at, at + 32)) this.edge(edge, straight);
      this.context.stroke();
    }
  }

  ends(edge) {
    const from = this.scene.nodes[edge.from];
    const to = this.scene.nodes[edge.to];
    const rowY = (node, row) => row >= 0 ? node.y + CARD.h + row * 24 + 12 : node.y + node.h / 2;
    return { x1: from.x + from.w, y1: rowY(from, edge.fromRow), x2: to.x, y2: rowY(to, edge.toRow) };
  }

  edge(edge, straight) {
    const { x1, y1, x2, y2 } = this.ends(edge);
    const c = this.context;
    c.moveTo(x1, y1);
    if (straight) c.lineTo(x2, y2);
    else {
      const bend = x2 >= x1 ? Math.max(24, (x2 - x1) / 2) : 70;
      c.bezierCurveTo(x1 + bend, y1, x2 - bend, y2, x2, y2);
    }
  }

  head(edge) {
    const { x2, y2 } = this.ends(edge);
    const c = this.context;
    c.beginPath();
    c.moveTo(x2, y2);
    c.lineTo(x2 - 7, y2 - 3.6);
    c.lineTo(x2 - 7, y2 + 3.6);
    c.fill();
  }

  /** Writes how a column is made, or how many edges a line stands for. */
  edgeText(edge) {
    const text = edge.how ? (edge.how === 'direct' ? '' : nameText(edge.how))
      : edge.count > 1 && this.scene.nodes[edge.from].asset < 0 && this.scene.nodes[edge.to].asset < 0 ? number(edge.count) : '';
    if (text === '') return;
    const { x1, y1, x2, y2 } = this.ends(edge);
    const c = this.context;
    c.font = '11px ' + FONT;
    const fitted = fitText(c, text, 138);
    const width = c.measureText(fitted).width + 10;
    const x = (x1 + x2) / 2 - width / 2;
    const y = (y1 + y2) / 2;
    const colour = c.fillStyle;
    c.fillStyle = this.colours.bg;
    c.beginPath();
    c.roundRect(x, y - 9, width, 18, 9);
    c.fill();
    c.fillStyle = edge.how ? this.colours.ink : this.colours.muted;
    c.textBaseline = 'middle';
    c.fillText(fitted, x + 5, y + 0.5);
    c.fillStyle = colour;
  }

  isLit(node) {
    return !this.related || (node.asset >= 0 ? this.related.has(node.asset) : this.model.members[node.group].some(i => this.related.has(i)));
  }

  word(asset) {
    return this.by === 'state' ? this.model.state(asset) : this.model.kind(asset);
  }

  /** From far away: rectangles of one colour at a time. */
  smallNodes(visible) {
    const c = this.context;
    const batches = new Map();
    for (const node of visible) {
      if (node.asset < 0) {
        this.node(node);
        continue;
      }
      const word = this.word(node.asset) + (this.isLit(node) ? '' : ' dim');
      if (!batches.has(word)) batches.set(word, []);
      batches.get(word).push(node);
    }
    for (const [word, nodes] of batches) {
      c.fillStyle = this.colours[word.replace(' dim', '')] || this.colours.other;
      c.globalAlpha = word.endsWith(' dim') ? 0.15 : 0.8;
      c.beginPath();
      nodes.forEach(node => c.rect(node.x, node.y, node.w, node.h));
      c.fill();
    }
    c.globalAlpha = 1;
    const marked = this.nodeOf(this.selected);
    if (marked) this.frame(marked, this.colours.accent, 3 / this.k);
  }

  node(node) {
    const c = this.context;
    c.globalAlpha = this.isLit(node) ? 1 : 0.28;
    if (node.asset >= 0) this.card(node);
    else this.closedGroup(node);
    c.globalAlpha = 1;
  }

  frame(node, colour, width) {
    const c = this.context;
    c.beginPath();
    c.roundRect(node.x, node.y, node.w, node.h, 9);
    c.lineWidth = width;
    c.strokeStyle = colour;
    c.stroke();
  }

  card(node) {
    const c = this.context;
    const word = this.word(node.asset);
    const colour = this.colours[word] || this.colours.other;
    const chosen = node.asset === this.selected;
    c.beginPath();
    c.roundRect(node.x, node.y, node.w, node.h, 9);
    c.fillStyle = chosen ? this.colours['accent-soft'] : this.colours.surface;
    c.fill();
    c.save();
    c.clip();
    c.fillStyle = colour;
    c.fillRect(node.x, node.y, 5, node.h);
    c.globalAlpha *= 0.13;
    c.fillRect(node.x + 5, node.y, 29, CARD.h);
    c.restore();
    this.frame(node, chosen ? this.colours.accent : this.hovered === node ? this.colours.muted : this.colours.line, chosen ? 2.2 : 1.2);
    this.glyph(this.model.kind(node.asset), node.x + 11.5, node.y + CARD.h / 2 - 8, this.by === 'kind' ? colour : this.colours.muted);
    this.glyph(this.model.state(node.asset), node.x + node.w - 24, node.y + CARD.h / 2 - 8, this.by === 'state' ? colour : this.colours.muted);
    this.cardText(node);
    if (node.columns) this.columnRows(node);
    if (node.moreUp > 0) this.badge(node, -1, node.moreUp);
    if (node.moreDown > 0) this.badge(node, 1, node.moreDown);
  }

  /** The name, and a caption if it can be read; from further away the name is larger. */
  cardText(node) {
    const c = this.context;
    const near = this.k >= 0.7;
    const name = this.fittedName(node.asset);
    c.textBaseline = 'middle';
    c.fillStyle = this.colours.ink;
    c.font = '600 ' + (near ? 12.5 : Math.max(12.5, Math.min(19, 10.5 / this.k, 12.5 * (CARD.w - 70) / name.width))) + 'px ' + FONT;
    c.fillText(name.text, node.x + 41, node.y + CARD.h / 2 - (near ? 6.5 : 0));
    if (!near) return;
    c.fillStyle = this.colours.muted;
    c.font = '10.5px ' + FONT;
    c.fillText(fitText(c, this.caption(node), node.w - 70), node.x + 41, node.y + CARD.h / 2 + 8.5);
  }

  caption(node) {
    const where = this.scene.boxes.length > 0 ? '' : nameText(this.model.group(node.asset)) + ' \u00b7 ';
    return where + (this.by === 'state' ? this.model.state(node.asset) : this.model.kind(node.asset));
  }

  /** Returns what fits of a name, and its width. Measuring is slow, so that is remembered. */
  fittedName(asset) {
    if (!this.fitted.has(asset)) {
      this.context.font = '600 12.5px ' + FONT;
      const text = fitText(this.context, nameText(this.model.names[asset]), CARD.w - 70);
      this.fitted.set(asset, { text, width: Math.max(1, this.context.measureText(text).width) });
    }
    return this.fitted.get(asset);
  }

  glyph(word, x, y, colour) {
    const c = this.context;
    c.save();
    c.translate(x, y);
    c.strokeStyle = colour;
    c.lineWidth = 1.6;
    c.lineCap = 'round';
    c.lineJoin = 'round';
    if (word === 'never') c.setLineDash([2.2, 2.4]);
    c.stroke(iconPath(word));
    c.restore();
  }

  columnRows(node) {
    const c = this.context;
    node.columns.forEach((column, row) => {
      const y = node.y + CARD.h + row * 24;
      if (column === node.marked) {
        c.fillStyle = this.colours['accent-soft'];
        c.fillRect(node.x + 6, y + 1, node.w - 7, 22);
      }
      c.fillStyle = column === node.marked ? this.colours.accent : this.colours.ink;
      c.font = (column === node.marked ? '600 ' : '') + '12px ' + FONT;
      c.fillText(fitText(c, nameText(column), node.w - 34), node.x + 16, y + 12);
    });
  }

  badge(node, side, count) {
    const { x, y } = badgeAt(node, side);
    const c = this.context;
    c.beginPath();
    c.roundRect(x - 17, y - 10, 34, 20, 10);
    c.fillStyle = this.colours.raised;
    c.fill();
    c.lineWidth = 1.2;
    c.strokeStyle = this.colours.accent;
    c.stroke();
    c.fillStyle = this.colours.accent;
    c.font = '600 11px ' + FONT;
    c.textAlign = 'center';
    c.fillText('+' + (count > 999 ? '999' : count), x, y + 0.5);
    c.textAlign = 'left';
  }

  closedGroup(node) {
    const c = this.context;
    for (const lift of [6, 3, 0]) { // a pile of cards
      c.beginPath();
      c.roundRect(node.x + lift, node.y - lift, node.w - lift, node.h, 11);
      c.fillStyle = this.colours.surface;
      c.fill();
      c.lineWidth = 1.2;
      c.strokeStyle = this.hovered === node && lift === 0 ? this.colours.accent : this.colours.line;
      c.stroke();
    }
    const members = this.model.members[node.group];
    c.textBaseline = 'middle';
    if (this.k < 0.66) {
      this.farGroup(node, members);
      return;
    }
    c.fillStyle = this.colours.ink;
    c.font = '650 14px ' + FONT;
    c.fillText(fitText(c, nameText(this.model.groupNames[node.group]), node.w - 92), node.x + 14, node.y + 22);
    c.fillStyle = this.colours.muted;
    c.font = '12px ' + FONT;
    c.textAlign = 'right';
    c.fillText(plural(members.length, 'asset'), node.x + node.w - 14, node.y + 22);
    c.textAlign = 'left';
    this.shares(node, members);
  }

  /** From further away: the name as large as fits, and the bar. */
  farGroup(node, members) {
    const c = this.context;
    c.fillStyle = this.colours.ink;
    c.font = '650 ' + Math.min(40, 12 / this.k) + 'px ' + FONT;
    c.fillText(fitText(c, nameText(this.model.groupNames[node.group]), node.w - 24), node.x + 12, node.y + node.h / 2 - 4);
    this.shareBar(node, members, 7);
  }

  /** Draws how many assets of a group have which state or kind: a bar, and the numbers with their signs. */
  shares(node, members) {
    this.shareBar(node, members, 4);
    const c = this.context;
    const counts = this.shareCounts(members);
    let x = node.x + 14;
    c.font = '11px ' + FONT;
    for (const [word, count] of counts) {
      const text = String(count);
      if (x + 24 + c.measureText(text).width > node.x + node.w - 10) break;
      c.save();
      c.translate(x, node.y + 35);
      c.scale(0.82, 0.82);
      this.glyph(word, 0, 0, this.colours[word] || this.colours.other);
      c.restore();
      c.fillStyle = this.colours.muted;
      c.fillText(text, x + 16, node.y + 42);
      x += 26 + c.measureText(text).width;
    }
  }

  shareCounts(members) {
    const counts = new Map();
    members.forEach(i => counts.set(this.word(i), (counts.get(this.word(i)) || 0) + 1));
    return (this.by === 'state' ? this.model.states : this.model.kinds).filter(word => counts.has(word)).map(word => [word, counts.get(word)]);
  }

  shareBar(node, members, height) {
    const c = this.context;
    let from = node.x + 14;
    const y = node.y + node.h - 8 - height;
    c.save();
    c.beginPath();
    c.roundRect(from, y, node.w - 28, height, height / 2);
    c.clip();
    for (const [word, count] of this.shareCounts(members)) {
      const share = (node.w - 28) * count / members.length;
      c.fillStyle = this.colours[word] || this.colours.other;
      c.fillRect(from, y, share, height);
      from += share;
    }
    c.restore();
  }

  /** Returns what is at a point of the canvas: {node}, {node, side}, {node, column}, {box} or null. */
  at(px, py) {
    const x = (px - this.x) / this.k;
    const y = (py - this.y) / this.k;
    for (let i = this.scene.nodes.length - 1; i >= 0; i--) {
      const node = this.scene.nodes[i];
      if (this.k >= 0.3) {
        for (const side of [-1, 1]) {
          const badge = badgeAt(node, side);
          if ((side < 0 ? node.moreUp : node.moreDown) > 0 && Math.abs(x - badge.x) < 19 && Math.abs(y - badge.y) < 12) return { node, side };
        }
      }
      if (x >= node.x && x <= node.x + node.w && y >= node.y && y <= node.y + node.h) {
        const row = node.columns ? Math.floor((y - node.y - CARD.h) / 24) : -1;
        return row >= 0 && row < node.columns.length ? { node, column: node.columns[row] } : { node };
      }
    }
    const box = this.scene.boxes.find(one => x >= one.x && x <= one.x + one.w && y >= one.y && y <= one.y + HEAD);
    return box ? { box } : null;
  }

  listen() {
    const canvas = this.canvas;
    const pointers = new Map();
    let moved = 0;
    const point = event => {
      const box = canvas.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    canvas.addEventListener('pointerdown', event => {
      canvas.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, point(event));
      moved = 0;
    });
    canvas.addEventListener('pointermove', event => {
      const now = point(event);
      const before = pointers.get(event.pointerId);
      if (!before) {
        this.hover(now);
        return;
      }
      moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
      if (pointers.size === 2) this.pinch(pointers, event.pointerId, now);
      else if (moved > 4) {
        canvas.classList.add('drag');
        this.listeners.tip(null);
        this.pan(now.x - before.x, now.y - before.y);
      }
      pointers.set(event.pointerId, now);
    });
    const up = event => {
      const click = pointers.delete(event.pointerId) && pointers.size === 0 && moved <= 4 && event.type === 'pointerup';
      canvas.classList.remove('drag');
      if (click) this.listeners.click(this.at(point(event).x, point(event).y));
    };
    canvas.addEventListener('pointerup', up);
    canvas.addEventListener('pointercancel', up);
    canvas.addEventListener('pointerleave', () => this.hover(null));
    canvas.addEventListener('dblclick', event => this.listeners.open(this.at(point(event).x, point(event).y)));
    canvas.addEventListener('wheel', event => {
      event.preventDefault();
      const at = point(event);
      this.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), at.x, at.y);
    }, { passive: false });
  }

  pinch(pointers, moving, now) {
    const other = [...pointers].find(([id]) => id !== moving)[1];
    const before = pointers.get(moving);
    const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
    this.zoom(distance(now, other) / Math.max(1, distance(before, other)), (now.x + other.x) / 2, (now.y + other.y) / 2);
    this.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
  }

  hover(point) {
    const found = point ? this.at(point.x, point.y) : null;
    const node = found && found.node || null;
    this.canvas.classList.toggle('over', found !== null);
    if (node !== this.hovered) {
      this.hovered = node;
      this.soon();
    }
    this.listeners.tip(found, point);
  }
}

function badgeAt(node, side) {
  return { x: side < 0 ? node.x - 24 : node.x + node.w + 24, y: node.y + CARD.h / 2 };
}

/** Returns the beginning of a text that fits, with an ellipsis. */
function fitText(context, text, width) {
  if (context.measureText(text).width <= width) return text;
  let low = 0;
  let high = Math.min(text.length, 200);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (context.measureText(text.slice(0, middle) + '\u2026').width <= width) low = middle;
    else high = middle - 1;
  }
  return text.slice(0, low) + '\u2026';
}
