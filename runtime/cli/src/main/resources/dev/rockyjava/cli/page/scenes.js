// A scene is what the canvas shows: nodes of assets or of closed groups, boxes around open groups, and edges between nodes.

const CARD = { w: 196, h: 40 };
const CLOSED = { w: 216, h: 66 };
const PAD = 16;
const HEAD = 30;

function emptyScene() {
  return { nodes: [], boxes: [], edges: [], ofAsset: new Map(), ofGroup: new Map(), w: 0, h: 0, cut: 0, side: 0 };
}

function addNode(scene, node) {
  (node.asset >= 0 ? scene.ofAsset : scene.ofGroup).set(node.asset >= 0 ? node.asset : node.group, scene.nodes.length);
  scene.nodes.push(node);
  return node;
}

/** All groups: a closed one is a single node, an open one a box with its assets. The boxes are layered, as the nodes in them. */
function groupScene(model, open) {
  const scene = emptyScene();
  const inner = model.members.map((members, group) => open.has(group) ? innerLayout(model, members) : null);
  const sizes = inner.map(layout => layout ? { w: layout.w + 2 * PAD, h: layout.h + HEAD + PAD } : CLOSED);
  const forward = groupEdges(model);
  const outer = layered(sizes, forward, { gapX: 90, gapY: 34, most: Math.max(8, Math.ceil(Math.sqrt(sizes.length) * 2)) });
  model.members.forEach((members, group) => {
    const x = outer.x[group];
    const y = outer.y[group];
    if (!inner[group]) {
      addNode(scene, { asset: -1, group, x, y, w: CLOSED.w, h: CLOSED.h });
      return;
    }
    scene.boxes.push({ group, x, y, w: sizes[group].w, h: sizes[group].h });
    members.forEach((asset, i) => addNode(scene, {
      asset, group: -1, x: x + PAD + inner[group].x[i], y: y + HEAD + inner[group].y[i], w: CARD.w, h: CARD.h
    }));
  });
  sceneEdges(model, scene);
  scene.w = outer.w;
  scene.h = outer.h;
  return scene;
}

function innerLayout(model, members) {
  const place = new Map(members.map((asset, i) => [asset, i]));
  const edges = [];
  members.forEach((asset, i) => model.up[asset].forEach(from => {
    if (place.has(from)) edges.push([place.get(from), i]);
  }));
  return layered(members.map(() => CARD), edges, { gapX: 56, gapY: 10, most: Math.max(14, Math.ceil(Math.sqrt(members.length) * 1.8)) });
}

/** Returns the edges between groups that go with the data. Groups can depend on one another, unlike assets: the mean depth decides. */
function groupEdges(model) {
  const depth = model.members.map(members => members.reduce((sum, i) => sum + model.depth[i], 0) / Math.max(1, members.length));
  const edges = new Map();
  for (let to = 0; to < model.n; to++) {
    for (const from of model.up[to]) {
      const a = model.a.group[from];
      const b = model.a.group[to];
      if (depth[a] < depth[b] || depth[a] === depth[b] && a < b) edges.set(a * model.members.length + b, [a, b]);
    }
  }
  return [...edges.values()];
}

/** Adds the edges between what is shown; those of closed groups are one, with their number. */
function sceneEdges(model, scene) {
  const node = i => scene.ofAsset.has(i) ? scene.ofAsset.get(i) : scene.ofGroup.get(model.a.group[i]);
  const merged = new Map();
  for (let to = 0; to < model.n; to++) {
    const b = node(to);
    if (b === undefined) continue;
    for (const from of model.up[to]) {
      const a = node(from);
      if (a === undefined || a === b) continue;
      const id = a * scene.nodes.length + b;
      const known = merged.get(id);
      if (known) known.count++;
      else merged.set(id, { from: a, to: b, count: 1, derived: scene.nodes[a].asset >= 0 && scene.nodes[b].asset >= 0 && model.derived(from, to) });
    }
  }
  scene.edges = [...merged.values()];
}

/** One asset with what is around it. A picture of more than a few hundred helps nobody: the rest is counted. */
function nearScene(model, near) {
  const most = near.most;
  const up = model.reach(near.asset, model.up, near.up);
  const down = model.reach(near.asset, model.down, near.down);
  const all = [...up, ...down].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([asset]) => asset);
  const shown = new Set([near.asset, ...all.slice(0, most), ...near.more]);
  const scene = flatScene(model, [...shown].sort((a, b) => a - b));
  scene.cut = Math.max(0, all.length - most);
  scene.side = 46;
  return scene;
}

/** Some assets in layers, with how many neighbours each has that aren't shown. */
function flatScene(model, assets) {
  const scene = emptyScene();
  const place = new Map(assets.map((asset, i) => [asset, i]));
  const edges = [];
  assets.forEach((asset, i) => model.up[asset].forEach(from => {
    if (place.has(from)) edges.push([place.get(from), i]);
  }));
  const layout = layered(assets.map(() => CARD), edges, { gapX: 84, gapY: 16 });
  assets.forEach((asset, i) => addNode(scene, {
    asset, group: -1, x: layout.x[i], y: layout.y[i], w: CARD.w, h: CARD.h,
    moreUp: model.up[asset].filter(other => !place.has(other)).length,
    moreDown: model.down[asset].filter(other => !place.has(other)).length
  }));
  sceneEdges(model, scene);
  scene.w = layout.w;
  scene.h = layout.h;
  return scene;
}

/** Where a column comes from and goes to: assets with those of their columns that are part of it. */
function columnScene(model, asset, column) {
  const links = columnLinks(model, asset, column);
  const rowsOf = new Map([[asset, new Set([column])]]);
  for (const link of links) {
    for (const [i, name] of [[link.from, link.fromColumn], [link.to, link.toColumn]]) {
      if (!rowsOf.has(i)) rowsOf.set(i, new Set());
      rowsOf.get(i).add(name);
    }
  }
  const assets = [...rowsOf.keys()].sort((a, b) => a - b);
  const place = new Map(assets.map((i, at) => [i, at]));
  const sizes = assets.map(i => ({ w: 220, h: CARD.h + rowsOf.get(i).size * 24 + 6 }));
  const edges = new Map(links.map(link => [link.from + ' ' + link.to, [place.get(link.from), place.get(link.to)]]));
  const layout = layered(sizes, [...edges.values()], { gapX: 150, gapY: 26 });
  const scene = emptyScene();
  assets.forEach((i, at) => addNode(scene, {
    asset: i, group: -1, x: layout.x[at], y: layout.y[at], w: 220, h: sizes[at].h, columns: [...rowsOf.get(i)].sort(),
    marked: i === asset ? column : null
  }));
  scene.edges = links.map(link => ({
    from: place.get(link.from), to: place.get(link.to), count: 1, derived: false, how: link.how,
    fromRow: scene.nodes[place.get(link.from)].columns.indexOf(link.fromColumn),
    toRow: scene.nodes[place.get(link.to)].columns.indexOf(link.toColumn)
  }));
  scene.w = layout.w;
  scene.h = layout.h;
  return scene;
}

/** Returns the steps from column to column, upstream and downstream of one. */
function columnLinks(model, asset, column) {
  const links = new Map();
  const add = (from, fromColumn, to, toColumn, how) =>
    links.set([from, fromColumn, to, toColumn, how].join('\n'), { from, fromColumn, to, toColumn, how });
  const walk = (next, link) => {
    const seen = new Set([columnId(asset, column)]);
    const todo = [[asset, column]];
    for (let at = 0; at < todo.length && links.size < 2000; at++) {
      const [i, name] = todo[at];
      for (const other of next(i, name)) {
        link(i, name, other);
        if (!seen.has(columnId(other.asset, other.column))) {
          seen.add(columnId(other.asset, other.column));
          todo.push([other.asset, other.column]);
        }
      }
    }
  };
  walk((i, name) => sourcesOf(model, i, name), (i, name, other) => add(other.asset, other.column, i, name, other.how));
  walk((i, name) => model.uses().get(columnId(i, name)) || [], (i, name, other) => add(i, name, other.asset, other.column, other.how));
  return [...links.values()];
}

function sourcesOf(model, asset, column) {
  const found = model.columns(asset).find(one => one.name === column);
  return found ? found.sources : [];
}
