/** Returns the layer of each node: one more than the highest of those that it comes from. */
function layersOf(n, ins, outs) {
  const layer = new Int32Array(n);
  const open = Int32Array.from(ins, list => list.length);
  const ready = [];
  for (let i = 0; i < n; i++) if (open[i] === 0) ready.push(i);
  for (let at = 0; at < ready.length; at++) {
    for (const to of outs[ready[at]]) {
      layer[to] = Math.max(layer[to], layer[ready[at]] + 1);
      if (--open[to] === 0) ready.push(to);
    }
  }
  return layer;
}

/**
 * Places boxes in layers from left to right: sweeps by the mean of neighbours decide on the order, then each is as near to its
 * neighbours as the order and the gaps allow.
 *
 * @param sizes [{w, h}]
 * @param edges [[from, to]]
 * @param most how many boxes a column has at most; a larger layer gets several columns
 * @param layer the layers, if they aren't the longest paths
 * @returns {x: [], y: [], w, h}, of corners
 */
function layered(sizes, edges, { gapX, gapY, most = Infinity, layer = null }) {
  const n = sizes.length;
  const ins = Array.from({ length: n }, () => []);
  const outs = Array.from({ length: n }, () => []);
  for (const [from, to] of edges) {
    outs[from].push(to);
    ins[to].push(from);
  }
  const at = layer || layersOf(n, ins, outs);
  const layers = [];
  for (let i = 0; i < n; i++) (layers[at[i]] = layers[at[i]] || []).push(i);
  const used = layers.filter(nodes => nodes);
  order(used, ins, outs, n > 3000 ? 4 : 10);
  const columns = used.flatMap(nodes => split(nodes, most));
  const wrapped = columns.length > used.length;
  const y = rows(columns, sizes, ins, outs, gapY, wrapped ? 0 : 8);
  return corners(columns, sizes, y, gapX, wrapped);
}

function order(layers, ins, outs, sweeps) {
  const place = new Map();
  const number = nodes => nodes.forEach((node, i) => place.set(node, (i + 0.5) / nodes.length));
  layers.forEach(number);
  const sort = (nodes, near) => {
    const mean = new Map(nodes.map(node => [node, near[node].length === 0
      ? place.get(node) : near[node].reduce((sum, other) => sum + place.get(other), 0) / near[node].length]));
    nodes.sort((a, b) => mean.get(a) - mean.get(b) || place.get(a) - place.get(b));
    number(nodes);
  };
  for (let sweep = 0; sweep < sweeps; sweep++) {
    if (sweep % 2 === 0) for (let i = 1; i < layers.length; i++) sort(layers[i], ins);
    else for (let i = layers.length - 2; i >= 0; i--) sort(layers[i], outs);
  }
}

function split(nodes, most) {
  if (nodes.length <= most) return [nodes];
  const columns = Math.ceil(nodes.length / most);
  const size = Math.ceil(nodes.length / columns);
  return Array.from({ length: columns }, (_, i) => nodes.slice(i * size, (i + 1) * size)).filter(part => part.length > 0);
}

/** Returns the middle of each box. */
function rows(columns, sizes, ins, outs, gap, sweeps) {
  const y = new Float64Array(sizes.length);
  for (const nodes of columns) {
    let top = -nodes.reduce((sum, node) => sum + sizes[node].h + gap, -gap) / 2;
    for (const node of nodes) {
      y[node] = top + sizes[node].h / 2;
      top += sizes[node].h + gap;
    }
  }
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const near = sweep % 2 === 0 ? ins : outs;
    for (const nodes of sweep % 2 === 0 ? columns : [...columns].reverse()) {
      const wanted = nodes.map(node => near[node].length === 0
        ? y[node] : near[node].reduce((sum, other) => sum + y[other], 0) / near[node].length);
      spread(wanted, nodes.map(node => sizes[node].h), gap).forEach((middle, i) => { y[nodes[i]] = middle; });
    }
  }
  return y;
}

/** Returns the places nearest to the wanted ones (least squares) that keep the order and the gaps. */
function spread(wanted, heights, gap) {
  const offsets = [0];
  for (let i = 1; i < wanted.length; i++) offsets.push(offsets[i - 1] + (heights[i - 1] + heights[i]) / 2 + gap);
  const blocks = [];
  wanted.forEach((middle, i) => {
    let block = { sum: middle - offsets[i], count: 1 };
    while (blocks.length > 0 && blocks[blocks.length - 1].sum / blocks[blocks.length - 1].count >= block.sum / block.count) {
      const before = blocks.pop();
      block = { sum: before.sum + block.sum, count: before.count + block.count };
    }
    blocks.push(block);
  });
  return blocks.flatMap(block => Array(block.count).fill(block.sum / block.count)).map((base, i) => base + offsets[i]);
}

function corners(columns, sizes, middles, gapX, wrapped) {
  const x = new Float64Array(sizes.length);
  const y = new Float64Array(sizes.length);
  let left = 0;
  let top = Infinity;
  let bottom = -Infinity;
  for (const nodes of columns) {
    const width = nodes.reduce((widest, node) => Math.max(widest, sizes[node].w), 0);
    for (const node of nodes) {
      x[node] = left;
      y[node] = middles[node] - sizes[node].h / 2;
      top = Math.min(top, y[node]);
      bottom = Math.max(bottom, y[node] + sizes[node].h);
    }
    left += width + (wrapped ? Math.max(20, gapX / 2) : gapX);
  }
  for (let i = 0; i < y.length; i++) y[i] -= top;
  return { x, y, w: Math.max(0, left - (wrapped ? Math.max(20, gapX / 2) : gapX)), h: Math.max(0, bottom - top) };
}
