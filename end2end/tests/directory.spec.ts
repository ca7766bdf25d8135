import { choice, complete, count, expect, hydrated, names, notFound, numberIn, open, rows, test } from './support';

const searches = [
  ['ostersund', 'Östersund'],
  ['Östersund', 'Östersund'],
  ['محرق', 'Muharraq'],
  ['Эстерсунд', 'Östersund'],
  ['medelin', 'Medellín'],
] as const;

test.describe('by address and form', { tag: ['@nojs', '@hydrated', '@mobile'] }, () => {
  for (const [words, city] of searches) {
    test(`${words} finds ${city}`, async ({ page, javaScriptEnabled }) => {
      await open(page, `/cities?q=${encodeURIComponent(words)}`, javaScriptEnabled);
      expect((await names(page).allTextContents()).slice(0, 3)).toContain(city);
      await expect(page.locator('#q')).toHaveValue(words);
    });
  }

  test('a pasted address shows filters, list and dots', async ({ page, javaScriptEnabled }) => {
    await open(page, '/cities?field=music&region=africa&view=map', javaScriptEnabled);
    await expect(count(page)).toHaveText('7 cities');
    await expect(choice(page, 'field', 'music')).toBeChecked();
    await expect(choice(page, 'region', 'africa')).toBeChecked();
    await expect(choice(page, 'field', 'film')).not.toBeChecked();
    await expect(page.locator('.pill')).toHaveCount(2);
    await expect(rows(page)).toHaveCount(7);
    const dots = await page.locator('.city-map a.dot').count();
    const groups = await page.locator('.city-map a.cluster text').allTextContents();
    expect(groups.reduce((sum, text) => sum + numberIn(text), dots)).toBe(7);
  });

  test('the time control shows the network of a year', async ({ page, javaScriptEnabled }) => {
    await open(page, '/cities?q=lyon&as_of=2010', javaScriptEnabled);
    await expect(rows(page).first()).toContainText('Lyon');
    await expect(rows(page).first()).toHaveAttribute('data-field', 'media-arts');
    await open(page, '/cities?q=lyon', javaScriptEnabled);
    await expect(rows(page).first()).toHaveAttribute('data-field', 'literature');
    await open(page, '/cities/lyon', javaScriptEnabled);
    await expect(page.locator('.history li[data-field]')).toHaveCount(2);
  });

  test('beyond the last page', async ({ page, javaScriptEnabled, expected }) => {
    expected(notFound);
    const answer = await open(page, '/cities?field=music&page=999999', javaScriptEnabled);
    expect(answer.status()).toBe(404);
    await page.getByRole('link', { name: 'Go to the last page' }).click();
    await expect(page).toHaveURL(/field=music&page=\d$/);
    await expect(rows(page).first()).toBeVisible();
  });
});

test.describe('without JavaScript', { tag: '@nojs' }, () => {
  test('the form submits as GET', async ({ page }) => {
    await page.goto('/cities');
    const all = numberIn(await count(page).textContent());
    await choice(page, 'field', 'music').check();
    await page.locator('#q').fill('bologna');
    await page.locator('.search-field button').click();
    await expect(page).toHaveURL(/[?&]q=bologna/);
    await expect(page).toHaveURL(/[?&]field=music/);
    await expect(names(page).first()).toHaveText('Bologna');
    await expect(page.locator('.pill')).toHaveCount(2);
    expect(numberIn(await count(page).textContent())).toBeLessThan(all);
  });

  test('facets narrow, and what they promise is what they give', async ({ page }) => {
    await page.goto('/cities');
    const promised = await page.locator('label:has(input[name=region][value=africa]) .count').textContent();
    await choice(page, 'region', 'africa').check();
    await page.locator('.facets .apply button').click();
    await expect(count(page)).toHaveText(`${promised} cities`);
    await page.locator('.pill').click();
    await expect(page).toHaveURL('/cities');
  });

  test('every view and page keeps the filters', async ({ page }) => {
    await page.goto('/cities?field=music');
    await page.locator('.view-switch a[href*="view=table"]').click();
    await expect(page).toHaveURL('/cities?field=music&view=table');
    await expect(page.locator('.city-table tbody tr')).toHaveCount(48);
    await page.locator('.pagination .next a').click();
    await expect(page).toHaveURL('/cities?field=music&page=2&view=table');
    await page.locator('.pagination .prev a').click();
    await expect(page).toHaveURL('/cities?field=music&view=table');
    await page.locator('#q').fill('bo');
    await page.locator('.search-field button').click();
    await expect(page).toHaveURL(/view=table/);
    await expect(page.locator('.city-table')).toBeVisible();
  });

  test('the order is chosen with a button', async ({ page }) => {
    await page.goto('/cities');
    await page.locator('#sort').selectOption('population');
    await page.locator('.sort button').click();
    await expect(page).toHaveURL(/sort=population/);
    const first = await names(page).first().textContent();
    await page.locator('.sort .reverse').click();
    await expect(page).toHaveURL(/dir=asc/);
    await expect(names(page).first()).not.toHaveText(first!);
  });

  test('the home page leads to a city', async ({ page }) => {
    await page.goto('/');
    await page.locator('#q').fill('kanazawa');
    await page.locator('.search-field button').click();
    await names(page).first().getByRole('link').click();
    await expect(page).toHaveURL('/cities/kanazawa');
    await expect(page.locator('h1')).toHaveText('Kanazawa');
    await page.locator('.neighbours a').first().click();
    await expect(page).toHaveURL(/\/cities\/[a-z-]+$/);
  });

  test('the map zooms by links, and its dots lead to cities', async ({ page }) => {
    await page.goto('/cities?view=map');
    await page.locator('.city-map a.cluster').first().click();
    await expect(page).toHaveURL(/view=map&at=/);
    await page.goto('/cities?field=music&region=africa&view=map');
    await page.locator('.city-map a.dot').first().click();
    await expect(page).toHaveURL(/\/cities\/[a-z-]+$/);
  });
});

test.describe('bad input', { tag: '@nojs' }, () => {
  const inputs: [string, string, number, string][] = [
    ['a page before the first', '/cities?page=-1', 200, 'page=-1'],
    ['a page beyond the last', '/cities?page=999999', 404, 'There are only 9 pages.'],
    ['an unknown field', '/cities?field=nonsense', 200, 'field=nonsense'],
    ['a question of 10 kB', `/cities?q=${'a'.repeat(10_000)}`, 200, 'These parts of the address could not be followed'],
    ['broken UTF-8 in the path', '/cities/%ff%fe', 404, 'Search for what you need'],
    ['broken UTF-8 in a question', '/cities?q=%ff%c3', 200, 'Take a filter off'],
    ['a city that is not there', '/cities/nowhere', 404, 'No city lives at this address'],
    ['an address that is not there', '/no/such/page', 404, 'Nothing lives at this address'],
  ];
  for (const [name, address, status, says] of inputs) {
    test(name, async ({ page, expected }) => {
      if (status === 404) expected(notFound);
      const answer = await page.goto(address);
      expect(answer!.status()).toBe(status);
      await expect(page.locator('main')).toContainText(says);
      await expect(page.locator('#q')).toBeVisible();
    });
  }
});

test.describe('awake', { tag: ['@hydrated', '@mobile'] }, () => {
  test('typing finds in any spelling, without a request', async ({ page }) => {
    await open(page, '/cities');
    await complete(page);
    const requests: string[] = [];
    page.on('request', request => {
      if (['fetch', 'xhr', 'document'].includes(request.resourceType())) requests.push(request.url());
    });
    for (const [words, city] of searches) {
      await page.locator('#q').fill('');
      await page.locator('#q').pressSequentially(words);
      await expect.poll(async () => (await names(page).allTextContents()).slice(0, 3)).toContain(city);
    }
    await expect(page).toHaveURL(/q=medelin/);
    expect(requests).toEqual([]);
  });

  test('typing before the page is awake is not lost', async ({ page }) => {
    let release = () => {};
    const held = new Promise<void>(done => (release = done));
    await page.route('**/*.wasm', async route => held.then(() => route.continue()));
    await page.goto('/cities', { waitUntil: 'domcontentloaded' });
    await page.locator('#q').fill('medelin');
    await expect(page.locator('body')).not.toHaveAttribute('data-hydrated');
    release();
    await hydrated(page);
    await expect(names(page).first()).toHaveText('Medellín');
    await expect(page.locator('#q')).toHaveValue('medelin');
    await expect(page).toHaveURL(/q=medelin/);
  });

  test('a choice before the page is awake is not lost', async ({ page, isMobile }) => {
    let release = () => {};
    const held = new Promise<void>(done => (release = done));
    await page.route('**/*.wasm', async route => held.then(() => route.continue()));
    await page.goto('/cities', { waitUntil: 'domcontentloaded' });
    if (isMobile) await page.locator('.filters > summary').click();
    await choice(page, 'region', 'africa').check();
    release();
    await hydrated(page);
    await expect(page).toHaveURL('/cities?region=africa');
    await expect(choice(page, 'region', 'africa')).toBeChecked();
  });

  test('choices change list, counts and address at once; back and forward restore each step', async ({ page, isMobile }) => {
    await open(page, '/cities');
    await complete(page);
    if (isMobile) await page.locator('.filters > summary').click();
    const requests: string[] = [];
    page.on('request', request => {
      if (['fetch', 'xhr', 'document'].includes(request.resourceType())) requests.push(request.url());
    });
    const state = async () => ({
      url: page.url(),
      count: await count(page).textContent(),
      names: await names(page).allTextContents(),
      words: await page.locator('#q').inputValue(),
      ticked: await page.locator('.facet input:checked').evaluateAll(all => all.map(one => (one as HTMLInputElement).value)),
      counts: await page.locator('.facet .count').allTextContents(),
    });
    const steps = [await state()];
    const step = async (act: () => Promise<unknown>, url: string) => {
      await act();
      await expect(page).toHaveURL(url);
      steps.push(await state());
    };
    const promised = await page.locator('label:has(input[name=field][value=music]) .count').textContent();
    await step(() => choice(page, 'field', 'music').check(), '/cities?field=music');
    await expect(count(page)).toHaveText(`${promised} cities`);
    await step(() => choice(page, 'region', 'africa').check(), '/cities?field=music&region=africa');
    await expect(count(page)).toHaveText('7 cities');
    await step(() => choice(page, 'field', 'film').check(), '/cities?field=film&field=music&region=africa');
    await step(() => page.locator('#q').pressSequentially('kin'), '/cities?q=kin&field=film&field=music&region=africa');
    await step(() => choice(page, 'field', 'film').uncheck(), '/cities?q=kin&field=music&region=africa');
    for (const before of steps.slice(0, -1).reverse()) {
      await page.goBack();
      await expect.poll(state).toEqual(before);
    }
    for (const after of steps.slice(1)) {
      await page.goForward();
      await expect.poll(state).toEqual(after);
    }
    expect(requests).toEqual([]);
  });

  test('a pill takes its filter off and hands focus on', async ({ page }) => {
    await open(page, '/cities?field=music&field=film&region=africa');
    const pills = page.locator('.pill');
    await expect(pills).toHaveCount(3);
    for (const left of [2, 1]) {
      await pills.first().click();
      await expect(pills).toHaveCount(left);
      await expect(pills.first()).toBeFocused();
    }
    await expect(page).toHaveURL('/cities?region=africa');
    await pills.first().press('Enter');
    await expect(pills).toHaveCount(0);
    await expect(count(page)).toBeFocused();
    await expect(count(page)).toHaveText('404 cities');
  });

  test('clear all takes every filter off', async ({ page }) => {
    await open(page, '/cities?q=bo&field=music&year_from=2005');
    await page.locator('.clear-all').click();
    await expect(count(page)).toHaveText('404 cities');
    await expect(page.locator('#q')).toHaveValue('');
    await expect(choice(page, 'field', 'music')).not.toBeChecked();
  });

  test('views keep filters and cities', async ({ page }) => {
    await open(page, '/cities?field=music&region=africa');
    const listed = await names(page).allTextContents();
    await page.locator('.view-switch a[href*="view=table"]').click();
    await expect(page).toHaveURL('/cities?field=music&region=africa&view=table');
    await expect(page.locator('.city-table tbody th')).toHaveText(listed);
    await page.locator('.view-switch a[href*="view=map"]').click();
    await expect(page).toHaveURL('/cities?field=music&region=africa&view=map');
    await expect(names(page)).toHaveText(listed);
    await page.goBack();
    await expect(page.locator('.city-table')).toBeVisible();
  });

  test('the order is in the address', async ({ page }) => {
    await open(page, '/cities?field=music');
    await page.locator('#sort').selectOption('year');
    await expect(page).toHaveURL('/cities?field=music&sort=year');
    const years = async () => (await rows(page).locator('.year').allTextContents()).map(Number);
    await expect.poll(years).toEqual([...(await years())].sort((a, b) => b - a));
    await page.locator('.sort .reverse').click();
    await expect(page).toHaveURL('/cities?field=music&sort=year&dir=asc');
    await expect.poll(async () => (await years())[0]).toBe(2006);
    await page.locator('.view-switch a[href*="view=table"]').click();
    await expect(page.locator('th[aria-sort=ascending]')).toHaveText(/Year/);
  });

  test('the time control goes back and returns', async ({ page }) => {
    await open(page, '/cities?q=lyon');
    await complete(page);
    await page.locator('#as-of').fill('2010');
    await expect(rows(page).first()).toHaveAttribute('data-field', 'media-arts');
    await expect(page.locator('#as-of-year')).toHaveText('2010');
    await expect(page).toHaveURL('/cities?q=lyon&as_of=2010');
    await page.locator('.as-of .reset').click();
    await expect(rows(page).first()).toHaveAttribute('data-field', 'literature');
    await expect(page).toHaveURL('/cities?q=lyon');
  });

  test('pages turn in place', async ({ page }) => {
    await open(page, '/cities');
    const first = await names(page).first().textContent();
    await page.locator('.pagination .next a').click();
    await expect(page).toHaveURL('/cities?page=2');
    await expect(names(page).first()).not.toHaveText(first!);
    await page.goBack();
    await expect(names(page).first()).toHaveText(first!);
  });

  test('nothing found says which filter to take off', async ({ page }) => {
    await open(page, '/cities?field=music');
    await page.locator('#q').fill('xqzwvkj');
    await expect(page.locator('.empty')).toBeVisible();
    await expect(count(page)).toHaveText('0 cities');
    await page.locator('.empty a').first().click();
    await expect(page.locator('.empty')).toHaveCount(0);
    await expect(page.locator('#q')).toHaveValue('');
  });

  test('exports hold the same cities', async ({ page, request }) => {
    await open(page, '/cities');
    await complete(page);
    await page.locator('#q').fill('kin');
    await expect(page).toHaveURL('/cities?q=kin');
    const total = numberIn(await count(page).textContent());
    const address = (kind: string) => page.locator(`.exports a[href*=".${kind}"]`).first().getAttribute('href');
    const json = await (await request.get((await address('json'))!)).json();
    expect(json.total).toBe(total);
    expect(json.items.map((city: { name: string }) => city.name)).toEqual(await names(page).allTextContents());
    const csv = await (await request.get((await address('csv'))!)).text();
    expect(csv.trim().split('\n').length - 1).toBe(total);
    const geojson = await (await request.get((await address('geojson'))!)).json();
    expect(geojson.features.length).toBe(total);
  });

  test('where the server cannot be reached, the page says so and keeps the text', async ({ page, expected }) => {
    expected(/ERR_FAILED|ERR_INTERNET_DISCONNECTED|Failed to fetch/);
    await page.route('**/api/**', route => route.abort());
    await open(page, '/cities');
    await page.locator('#q').pressSequentially('medelin');
    await expect(page.getByRole('alert')).toContainText('The server could not be reached');
    await expect(page.locator('#q')).toHaveValue('medelin');
    await expect(page).toHaveURL('/cities?q=medelin');
    await page.unroute('**/api/**');
    await page.locator('#q').press('Backspace');
    await expect(names(page).first()).toHaveText('Medellín');
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
});

test.describe('the map by keyboard', { tag: '@hydrated' }, () => {
  test('every dot is reachable, named, opens and closes', async ({ page }) => {
    await open(page, '/cities?field=music&region=africa&view=map');
    const markers = page.locator('.city-map svg a');
    const named = await markers.evaluateAll(all => all.map(one => one.getAttribute('aria-label') ?? ''));
    expect(named.length).toBeGreaterThan(3);
    expect(new Set(named).size).toBe(named.length);
    for (const name of named) expect(name).not.toBe('');
    await page.locator('#as-of').focus();
    const focused = () => page.evaluate(() => document.activeElement!.getAttribute('aria-label') ?? '');
    const reached: string[] = [];
    while (reached.length < named.length) {
      await page.keyboard.press('Tab');
      const name = await focused();
      if (named.includes(name)) reached.push(name);
      else expect(reached, 'Tab left the map').toEqual([]);
    }
    expect(reached).toEqual(named);

    const dot = page.locator('.city-map a.dot').first();
    const city = (await dot.getAttribute('aria-label'))!.split(',')[0];
    await dot.focus();
    await page.keyboard.press('Enter');
    const card = page.getByRole('dialog', { name: city });
    await expect(card.getByRole('link')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(card).toHaveCount(0);
    await expect(dot).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/cities\/[a-z-]+$/);
  });

  test('every dot of the whole world is named', async ({ page }) => {
    await open(page, '/cities?view=map');
    const unnamed = await page.locator('.city-map svg a').evaluateAll(all =>
      all.filter(one => !one.getAttribute('aria-label')?.trim() || (one as SVGElement).tabIndex < 0).length);
    expect(unnamed).toBe(0);
    const dots = await page.locator('.city-map a.dot').count();
    const groups = await page.locator('.city-map a.cluster text').allTextContents();
    expect(groups.reduce((sum, text) => sum + numberIn(text), dots)).toBe(404);
  });

  test('a group opens its part of the world, and back closes it', async ({ page }) => {
    await open(page, '/cities?view=map');
    const frame = () => page.locator('.city-map svg.world').getAttribute('viewBox');
    const world = await frame();
    await page.locator('.city-map a.cluster').first().press('Enter');
    await expect(page).toHaveURL(/at=/);
    await expect.poll(frame).not.toBe(world);
    await page.goBack();
    await expect.poll(frame).toBe(world);
  });
});

test('on a phone a touched dot opens its city', { tag: '@mobile' }, async ({ page }) => {
  await open(page, '/cities?field=music&region=africa&view=map');
  await page.locator('.city-map a.dot').first().tap();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.locator('.map-card .close').tap();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
