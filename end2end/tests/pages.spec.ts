import { axe, expect, fits, hydrated, languages, notFound, open, test } from './support';

const everywhere = { tag: ['@nojs', '@hydrated', '@mobile'] };

const pages = [
  { address: '/' },
  { address: '/cities' },
  { address: '/cities?view=table' },
  { address: '/cities?view=map' },
  { address: '/cities?q=bo&field=music&region=europe-north-america&year_from=2005&sort=year' },
  { address: '/cities?field=music&region=africa&view=map' },
  { address: '/cities?q=xqzwvkj&field=music' },
  { address: '/cities?field=nonsense&page=-1' },
  { address: '/cities/bologna' },
  { address: '/cities/lyon' },
  { address: '/about' },
  { address: '/about/data' },
  { address: '/about/accessibility' },
  { address: '/nowhere', status: 404 },
  { address: '/cities/nowhere', status: 404 },
];

for (const { code, prefix, dir } of languages) {
  test.describe(code, everywhere, () => {
    for (const { address, status = 200 } of pages) {
      const localized = `${prefix}${address}`.replace(/^(\/\w\w)\/$/, '$1');

      test(localized, async ({ page, javaScriptEnabled, expected }) => {
        if (status === 404) expected(notFound);
        const answer = await open(page, localized, javaScriptEnabled);
        expect(answer.status()).toBe(status);
        await expect(page.locator('html')).toHaveAttribute('lang', code);
        await expect(page.locator('html')).toHaveAttribute('dir', dir);
        await expect(page.locator('h1')).toHaveCount(1);
        await expect(page.locator('main')).toHaveCount(1);
        await expect(page).toHaveTitle(/\S · Ensemble$/);
        await axe(page);
        await page.emulateMedia({ colorScheme: 'dark' });
        await axe(page, ['color-contrast']);
        for (const width of [360, 320]) await fits(page, width);
      });
    }
  });
}

test('the language switch keeps the page and its question', everywhere, async ({ page, javaScriptEnabled }) => {
  await open(page, '/cities?field=music&view=table', javaScriptEnabled);
  for (const { code, prefix, dir } of [languages[1], languages[2], languages[0]]) {
    await page.locator(`.language-switch a[hreflang="${code}"]`).click();
    await expect(page).toHaveURL(`${prefix}/cities?field=music&view=table`);
    await expect(page.locator('html')).toHaveAttribute('dir', dir);
  }
  await page.goto('/cities/lyon');
  await page.locator('.language-switch a[hreflang="ar"]').click();
  await expect(page).toHaveURL('/ar/cities/lyon');
});

test('the language switch keeps a question that was asked without a request', { tag: '@hydrated' }, async ({ page }) => {
  await open(page, '/cities');
  await page.locator('input[name=field][value=design]').check();
  await page.locator('.language-switch a[hreflang="fr"]').click();
  await expect(page).toHaveURL('/fr/cities?field=design');
});

test('the skip link leads to the content', { tag: ['@nojs', '@hydrated'] }, async ({ page, javaScriptEnabled }) => {
  await open(page, '/about', javaScriptEnabled);
  await page.keyboard.press('Tab');
  await expect(page.locator('.skip-link')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
});

test('light and dark can be switched, and stay so', { tag: ['@hydrated', '@mobile'] }, async ({ page }) => {
  await open(page, '/about');
  await page.locator('.theme-switch').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await axe(page, ['color-contrast']);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await hydrated(page);
  await page.locator('.theme-switch').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});
