// People of the demo: each signs in, sees their own desk, and nothing else's.
import { axe, expect, fits, languages, letterTo, open, signIn, test } from './support';

const everywhere = { tag: ['@nojs', '@hydrated', '@mobile'] };

const people = [
  { who: 'secretariat', role: 'Secretariat', opens: ['/desk/roles', '/desk/trail', '/desk/letters'] },
  { who: 'coordinator', role: 'Field coordinator, Music', opens: ['/desk/roles/field/music'] },
  { who: 'bologna', role: 'Focal point, Bologna', opens: ['/desk/roles/city/bologna'] },
  { who: 'dakar', role: 'Focal point, Dakar', opens: ['/desk/roles/city/dakar'] },
  { who: 'medellin', role: 'Focal point, Medellín', opens: ['/desk/roles/city/medellin'] },
  { who: 'kanazawa', role: 'Focal point, Kanazawa', opens: ['/desk/roles/city/kanazawa'] },
  { who: 'natcom', role: 'National Commission, Italy', opens: [] },
  { who: 'applicant', role: undefined, opens: [] },
  { who: 'reviewer', role: 'Reviewer', opens: [] },
];
const guarded = [...new Set(people.flatMap(({ opens }) => opens))];
people[0].opens = guarded; // who runs the network sees all of it

for (const { who, role, opens } of people) {
  test(`${who} has a desk of their own`, everywhere, async ({ page, expected }) => {
    expected(/status of 403/);
    await signIn(page, who);
    const headings = page.locator('main h2');
    await (role ? expect(headings).toHaveText([role]) : expect(headings).toHaveCount(0));
    for (const address of guarded) {
      const answer = await page.goto(address);
      expect(answer!.status(), address).toBe(opens.includes(address) ? 200 : 403);
      await expect(page.locator('h1')).toHaveCount(1);
    }
    await page.goto('/account');
    await expect(page.locator('.lede')).toHaveText(`Signed in as ${who}@demo.test`);
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await expect(page).toHaveURL('/sign-in?done=signed-out');
    await page.goto('/desk');
    await expect(page).toHaveURL('/sign-in?done=needed&next=%2Fdesk');
  });
}

for (const { code, prefix } of languages) {
  test(`${code}: pages of accounts and desks are usable by everyone`, everywhere, async ({ page, expected, javaScriptEnabled }) => {
    test.slow(); // many pages
    expected(/status of 4\d\d/);
    const look = async () => {
      await expect(page.locator('html')).toHaveAttribute('lang', code);
      await expect(page.locator('h1')).toHaveCount(1);
      await axe(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await axe(page, ['color-contrast']);
      await page.emulateMedia({ colorScheme: 'light' });
      const { width } = page.viewportSize()!;
      for (const narrow of [360, 320]) await fits(page, narrow);
      await page.setViewportSize({ width, height: 740 });
    };
    const outside = [
      '/sign-in', '/sign-in?done=needed&next=%2Fdesk', '/register', '/register?done=sent', '/reset', '/reset?done=sent', '/link/nonsense', '/cities/bologna/suggest',
    ];
    for (const address of outside) {
      await open(page, prefix + address, javaScriptEnabled);
      await look();
    }
    await page.goto(`${prefix}/sign-in`);
    await page.locator('form.form button[type=submit]').click();
    await expect(page.locator('.error-summary a')).toHaveCount(2);
    await look();
    await signIn(page, 'secretariat', prefix);
    await look();
    const inside = [
      '/desk/roles', '/desk/trail', '/desk/letters', '/account', '/desk/roles/city/bologna', '/desk/city/bologna', '/desk/city/bologna/history',
      '/desk/city/bologna/suggestions', '/desk/revisions',
    ];
    for (const address of inside) {
      await open(page, prefix + address, javaScriptEnabled);
      await look();
    }
    await signIn(page, 'applicant', prefix);
    await look();
    await open(page, `${prefix}/desk/trail`, javaScriptEnabled);
    await look();
  });
}

test('who wanted a page gets there after signing in', everywhere, async ({ page }) => {
  await page.goto('/fr/desk/roles/city/bologna');
  await expect(page).toHaveURL(/\/fr\/sign-in\?done=needed/);
  await page.locator('#email').fill('bologna@demo.test');
  await page.locator('#password').fill('demo');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/fr/desk/roles/city/bologna');
  await expect(page.locator('tbody th')).toContainText('bologna@demo.test');
});

test('a wrong password says so and keeps the address', everywhere, async ({ page, expected }) => {
  expected(/status of 422/);
  await page.goto('/sign-in');
  await page.locator('#email').fill('kanazawa@demo.test');
  await page.locator('#password').fill('no');
  await page.keyboard.press('Enter');
  await expect(page.locator('.error-summary')).toContainText('do not belong together');
  await expect(page.locator('#email')).toHaveValue('kanazawa@demo.test');
  await expect(page.locator('#password')).toHaveValue('');
});

test('an account is opened by a letter, and a session elsewhere is ended at once', everywhere, async ({ page, browser, baseURL }) => {
  const email = `${crypto.randomUUID()}@new.test`;
  await page.goto('/register');
  await page.locator('#name').fill('Ana Pérez');
  await page.locator('#email').fill(email);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/register?done=sent');
  await expect.poll(() => letterTo(email)).toContain('Hello Ana Pérez');
  const [link] = /http:\S+\/link\/\w+/.exec(letterTo(email))!;
  await page.goto(link);
  await page.locator('#password').fill('three words together');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/desk');
  await expect(page.locator('.notice')).toContainText('no role');

  const other = await browser.newContext({ baseURL });
  const thief = await other.newPage();
  await thief.goto('/sign-in');
  await thief.locator('#email').fill(email);
  await thief.locator('#password').fill('three words together');
  await thief.keyboard.press('Enter');
  await expect(thief).toHaveURL('/desk');
  await page.goto('/account');
  await expect(page.locator('.sessions li')).toHaveCount(2);
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await thief.reload();
  await expect(thief).toHaveURL(/\/sign-in\?done=needed/);
  await other.close();
});
