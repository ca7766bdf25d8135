// Pictures for people to look at; nothing is compared.
import { expect, notFound, open, test } from './support';

const pages = {
  home: '/', list: '/cities', table: '/cities?view=table', map: '/cities?view=map',
  filtered: '/cities?field=music&region=africa&view=map', city: '/cities/bologna', history: '/cities/lyon',
  'sign-in': '/sign-in', register: '/register',
  about: '/about', data: '/about/data', accessibility: '/about/accessibility', missing: '/nowhere',
};

for (const [name, address] of Object.entries(pages)) {
  test(`pictures of ${name}`, { tag: '@hydrated' }, async ({ page, expected }) => {
    if (name === 'missing') expected(notFound);
    for (const [variant, prefix, colorScheme] of [['light', '', 'light'], ['dark', '', 'dark'], ['ar', '/ar', 'light']] as const) {
      await page.emulateMedia({ colorScheme });
      await open(page, `${prefix}${address}`.replace(/^\/ar\/$/, '/ar'));
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
        await page.evaluate(() => document.fonts.ready.then(() => {}));
        const path = `test-results/screens/${name}-${variant}-${width}.png`;
        expect((await page.screenshot({ path, fullPage: true })).length).toBeGreaterThan(5_000);
      }
    }
  });
}
