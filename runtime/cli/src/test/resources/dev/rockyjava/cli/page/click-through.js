// Goes through the page as a person does, and returns what it did. Throws at the first thing that isn't as it should be.
(async () => {
  const done = [];
  const frame = () => new Promise(next => requestAnimationFrame(() => setTimeout(next, 20)));
  const expect = (what, is) => {
    if (!is) throw new Error(what);
    done.push(what);
  };
  const one = selector => {
    const found = document.querySelector(selector);
    if (!found) throw new Error('there is no ' + selector);
    return found;
  };
  const click = async selector => {
    one(selector).click();
    await frame();
  };
  const key = async (name, target = document.body) => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
    await frame();
  };
  const page = rockyPage.page;

  await click('#tabs [data-view=graph]');
  expect('groups are closed at first', page.graph.scene.ofGroup.size > 0 && page.graph.scene.ofAsset.size === 0);
  const items = document.querySelectorAll('#tree > [role=treeitem]').length;
  expect('the list has each group', items === page.model.groupNames.length);
  await click('#tree > [role=treeitem] > .row');
  expect('a group opens', page.graph.scene.ofAsset.size === page.model.members[0].length && document.querySelectorAll('#tree ul [role=treeitem]').length > 0);

  await key('/');
  expect('/ goes to the search', document.activeElement.id === 'query');
  const last = page.model.n - 1;
  one('#query').value = page.model.names[last];
  one('#query').dispatchEvent(new Event('input', { bubbles: true }));
  await frame();
  expect('the search finds', document.querySelectorAll('#hits [role=option]').length > 0);
  await key('Enter', one('#query'));
  await frame();
  expect('an asset is shown', page.asset >= 0 && !one('#panel').hidden && one('#panel h2').textContent.length > 0);
  expect('the link names it', location.hash.length > 1);
  expect('its neighbourhood is drawn', page.mode === 'near' && page.graph.scene.ofAsset.size >= 1);

  for (const label of ['One step more upstream', 'One step more downstream', 'Zoom in', 'Zoom out', 'Fit']) await click('#tools [aria-label="' + label + '"]');
  expect('the neighbourhood grows', page.near.up === 3 && page.near.down === 3);

  const withColumns = page.model.keys.findIndex((_, i) => page.model.columns(i).some(column => column.sources.length > 0));
  if (withColumns >= 0) {
    page.goTo(withColumns);
    await frame();
    await click('#panel .columns .link');
    expect('a column is traced', page.mode === 'column' && page.column !== null);
    await key('Escape');
    expect('Escape closes the panel', one('#panel').hidden);
  }

  await key('a');
  expect('the whole graph is drawn', page.graph.scene.ofAsset.size === page.model.n);
  const canvas = one('#canvas');
  const hit = page.graph.scene.nodes[0];
  page.graph.k = 1;
  page.graph.moveTo(hit);
  page.graph.draw();
  const box = canvas.getBoundingClientRect();
  const at = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2, pointerId: 1, bubbles: true };
  canvas.setPointerCapture = () => {};
  canvas.dispatchEvent(new PointerEvent('pointermove', at));
  canvas.dispatchEvent(new PointerEvent('pointerdown', at));
  canvas.dispatchEvent(new PointerEvent('pointerup', at));
  await frame();
  await frame();
  expect('a click chooses what is below it', page.asset === hit.asset);
  await key('ArrowRight', canvas);
  await key('Enter', canvas);

  for (const by of ['kind', 'state']) {
    one('#colour').value = by;
    one('#colour').dispatchEvent(new Event('change'));
    await frame();
    expect('colours by ' + by, page.graph.by === by && document.querySelectorAll('#legend span').length > 1);
  }
  const dark = document.documentElement.classList.contains('dark');
  await click('#theme');
  expect('the theme changes', document.documentElement.classList.contains('dark') !== dark);
  await click('#help');
  expect('help opens', one('#keys').open);
  await click('#keys .main');
  await click('#tabs [data-view=runs]');
  expect('runs are shown', !one('#runs').hidden && one('#runs').textContent.length > 0);
  const link = document.querySelector('#runs .bars .link');
  if (link) {
    link.click();
    await frame();
    await frame();
    expect('a bar leads to its asset', !one('#graph').hidden && page.asset >= 0);
  }
  await key('g');
  expect('groups close', page.graph.scene.ofAsset.size === 0);
  for (const button of document.querySelectorAll('button')) {
    if (!button.textContent.trim() && !button.getAttribute('aria-label')) throw new Error('a button has no name: ' + button.outerHTML);
  }
  expect('each button has a name', true);
  return done;
})()
