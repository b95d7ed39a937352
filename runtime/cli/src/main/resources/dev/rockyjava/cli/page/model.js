/** Reads a block of the page: JSON, deflated, in base64. */
async function block(id) {
  const text = atob(byId(id).textContent.trim());
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return JSON.parse(await new Response(stream).text());
}

/** The assets, their graph and the runs. An asset is its number in the order of keys; texts are numbers in a table. */
class Model {
  constructor(raw) {
    this.raw = raw;
    this.a = raw.assets;
    this.n = this.a.key.length;
    this.kinds = raw.kinds;
    this.states = raw.states;
    this.runs = raw.runs.map(run => new Run(run));
    this.keys = this.a.key.map(ref => raw.s[ref]);
    this.names = shortNames(this.keys);
    this.index = new Map(this.keys.map((key, i) => [key, i]));
    this.groupNames = raw.groups.map(ref => raw.s[ref]);
    this.members = this.groupNames.map(() => []);
    for (let i = 0; i < this.n; i++) this.members[this.a.group[i]].push(i);
    this.up = this.a.up.map(refs => refs === 0 ? [] : refs.map(ref => ref >> 1));
    this.down = Array.from({ length: this.n }, () => []);
    this.up.forEach((all, i) => all.forEach(from => this.down[from].push(i)));
    this.depth = layersOf(this.n, this.up, this.down);
  }

  text(ref) {
    return ref < 0 ? '' : this.raw.s[ref];
  }

  kind(i) {
    return this.kinds[this.a.kind[i]];
  }

  state(i) {
    return this.states[this.a.state[i]];
  }

  group(i) {
    return this.groupNames[this.a.group[i]];
  }

  derived(from, to) {
    return (this.a.up[to] || []).includes(from * 2 + 1);
  }

  /** Returns the columns: [{name, sources: [{asset, column, how}]}]. */
  columns(i) {
    const flat = this.a.columns[i] || [];
    const columns = [];
    for (let at = 0; at < flat.length;) {
      const column = { name: this.raw.s[flat[at++]], type: this.text(flat[at++]), sources: [] };
      for (let left = flat[at++]; left > 0; left--) {
        column.sources.push({ asset: flat[at++], column: this.raw.s[flat[at++]], how: this.raw.s[flat[at++]] });
      }
      columns.push(column);
    }
    return columns;
  }

  /** Returns what each column of each asset goes to: a map from "asset/column". */
  uses() {
    if (!this.known) {
      this.known = new Map();
      for (let i = 0; i < this.n; i++) {
        for (const column of this.columns(i)) {
          for (const source of column.sources) {
            const from = columnId(source.asset, source.column);
            if (!this.known.has(from)) this.known.set(from, []);
            this.known.get(from).push({ asset: i, column: column.name, how: source.how });
          }
        }
      }
    }
    return this.known;
  }

  /** Returns all that is reached by the lists of neighbours, without the start. */
  reach(start, next, steps = Infinity) {
    const seen = new Map([[start, 0]]);
    let edge = [start];
    for (let step = 1; step <= steps && edge.length > 0; step++) {
      const following = [];
      for (const i of edge) {
        for (const j of next[i]) {
          if (!seen.has(j)) {
            seen.set(j, step);
            following.push(j);
          }
        }
      }
      edge = following;
    }
    seen.delete(start);
    return seen;
  }
}

function columnId(asset, column) {
  return asset + '/' + column;
}

/** Returns the ends of keys that are unique: the last segment, and as many before it as it takes. */
function shortNames(keys) {
  const paths = keys.map(segments);
  const names = paths.map(path => path[path.length - 1]);
  for (let length = 2; length <= 3; length++) {
    const counts = new Map();
    names.forEach(text => counts.set(text, (counts.get(text) || 0) + 1));
    paths.forEach((path, i) => { if (counts.get(names[i]) > 1) names[i] = path.slice(-length).join('/'); });
  }
  return names;
}

/** Returns the segments of a key, see AssetKey: a backslash stands before a slash that belongs to one. */
function segments(key) {
  const all = [''];
  for (let i = 0; i < key.length; i++) {
    if (key[i] === '/') all.push('');
    else all[all.length - 1] += key[i] === '\\' && i + 1 < key.length ? key[++i] : key[i];
  }
  return all;
}

/** Finds assets by name, key, column, tag, group, kind and state. */
class Search {
  constructor(model) {
    this.model = model;
    this.fields = null;
  }

  /** Makes lower-case texts once; the first search would wait for it. */
  prepare() {
    if (this.fields) return;
    const m = this.model;
    const lower = new Map();
    const low = ref => {
      if (!lower.has(ref)) lower.set(ref, m.text(ref).toLowerCase());
      return lower.get(ref);
    };
    this.fields = [];
    for (let i = 0; i < m.n; i++) {
      const columns = [];
      const flat = m.a.columns[i] || [];
      for (let at = 0; at < flat.length; at += 3 + 3 * flat[at + 2]) columns.push(low(flat[at]));
      this.fields.push({
        name: m.names[i].toLowerCase(), key: m.keys[i].toLowerCase(), column: '\n' + columns.join('\n') + '\n',
        tag: '\n' + (m.a.tags[i] || []).map(low).join('\n') + '\n', group: m.group(i).toLowerCase(),
        kind: m.kind(i), state: m.state(i)
      });
    }
  }

  /** Returns {all: how many, hits: [{asset, field}]}, the best first. */
  find(query, most) {
    this.prepare();
    const terms = query.toLowerCase().split(/\s+/).filter(term => term !== '').map(term => this.term(term));
    if (terms.length === 0) return { all: 0, hits: [] };
    const names = this.model.names;
    const order = (a, b) => b.score - a.score || names[a.asset].length - names[b.asset].length || a.asset - b.asset;
    const hits = [];
    let all = 0;
    for (let i = 0; i < this.fields.length; i++) {
      const hit = this.match(this.fields[i], terms);
      if (!hit) continue;
      all++;
      hit.asset = i;
      if (hits.length === most && order(hit, hits[most - 1]) > 0) continue;
      let at = hits.length;
      while (at > 0 && order(hit, hits[at - 1]) < 0) at--;
      hits.splice(at, 0, hit);
      hits.length = Math.min(most, hits.length);
    }
    return { all, hits };
  }

  term(text) {
    const colon = text.indexOf(':');
    const field = colon > 0 ? text.slice(0, colon) : '';
    return ['name', 'key', 'column', 'tag', 'group', 'kind', 'state'].includes(field)
      ? { field, text: text.slice(colon + 1) } : { field: '', text };
  }

  match(fields, terms) {
    let score = 0;
    let field = '';
    for (const term of terms) {
      const found = term.field ? this.within(fields, term.field, term.text) : this.anywhere(fields, term.text);
      if (!found) return null;
      score += found.score;
      if (found.field !== 'name') field = found.field;
    }
    return { score, field };
  }

  within(fields, field, text) {
    return fields[field].includes(text) ? { field, score: 30 } : null;
  }

  anywhere(fields, text) {
    if (fields.name === text) return { field: 'name', score: 100 };
    if (fields.name.startsWith(text)) return { field: 'name', score: 80 };
    if (fields.name.includes(text)) return { field: 'name', score: 60 };
    if (fields.key.includes(text)) return { field: 'key', score: 50 };
    if (fields.column.includes('\n' + text + '\n')) return { field: 'column', score: 45 };
    if (fields.group.includes(text)) return { field: 'group', score: 40 };
    if (fields.tag.includes(text)) return { field: 'tag', score: 35 };
    if (fields.column.includes(text)) return { field: 'column', score: 30 };
    return null;
  }
}
