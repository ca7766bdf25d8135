// News, handing over, passkeys: what happens to people, and how they get in.
import { type CDPSession, type Page } from '@playwright/test';
import { axe, expect, fits, languages, letterTo, open, signIn, signedIn, test } from './support';

const everywhere = { tag: ['@nojs', '@hydrated', '@mobile'] };

/** A person who holds a role for a city, invited by the secretariat; by their mailbox. */
async function invited(page: Page, role: string, city: string) {
  const email = `${crypto.randomUUID()}@new.test`;
  await signIn(page, 'secretariat');
  await page.goto(`/desk/roles/city/${city}`);
  await page.locator('#name').fill('Bo Diallo');
  await page.locator('#email').fill(email);
  await page.locator('#role').selectOption(role);
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await accept(page, email);
  return email;
}

const password = 'three words together';

/** Follows the invitation in a mailbox. */
async function accept(page: Page, email: string) {
  await expect.poll(() => letterTo(email)).toContain('/link/');
  await page.context().clearCookies();
  await page.goto(/http:\S+\/link\/\w+/.exec(letterTo(email))![0]);
  await page.locator('#password').fill(password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/desk');
}

test('a correction is news for the city until it is opened, and tells by letter as often as wanted', everywhere, async ({ page }) => {
  test.slow();
  const email = await invited(page, 'alternate', 'durban');
  await page.goto('/account');
  await page.locator('#correction-suggested').selectOption('instant');
  await page.locator('#letters button').click();
  await expect(page.locator('.notice[role=status]')).toContainText('as you chose');
  await expect(page.locator('#correction-suggested')).toHaveValue('instant');

  const reader = await (await page.context().browser()!.newContext({ baseURL: new URL(page.url()).origin })).newPage();
  await reader.goto('/cities/durban/suggest');
  await reader.locator('#note').fill('It is written otherwise');
  await reader.getByRole('button', { name: 'Send' }).click();
  await expect.poll(() => letterTo(email), { timeout: 15_000 }).toContain('Durban: a reader suggests a correction');

  await page.goto('/cities');
  const badge = page.locator('.entrance .badge');
  await expect(badge).toHaveText('1');
  await page.getByRole('link', { name: 'Inbox' }).click();
  await axe(page);
  for (const narrow of [360, 320]) await fits(page, narrow);
  await page.getByRole('link', { name: 'Durban: a reader suggests a correction' }).click();
  await expect(page).toHaveURL('/desk/city/durban/suggestions');
  await expect(page.locator('article').first()).toContainText('It is written otherwise');
  await expect(badge).toHaveCount(0);

  // The address at the end of the letter ends such letters, without signing in.
  const [stop] = /http:\S+\/letters\/stop\/\w+/.exec(letterTo(email))!;
  await reader.goto(stop);
  await axe(reader);
  await reader.getByRole('button', { name: 'End these letters' }).click();
  await expect(reader.locator('.notice[role=status]')).toContainText('No more letters');
  await page.goto('/account');
  await expect(page.locator('#correction-suggested')).toHaveValue('off');
  await reader.context().close();
});

test('a focal point hands over: named, checked, accepted', everywhere, async ({ page, expected }, { project }) => {
  test.slow();
  expected(/status of 422/);
  const city = { nojs: 'lyon', hydrated: 'seoul', mobile: 'melbourne' }[project.name]!;
  await invited(page, 'focal-point', city);
  await page.getByRole('link', { name: 'Hand the role over' }).click();
  await expect(page.locator('.steps [aria-current=step]')).toHaveText('Name the successor');
  await axe(page);
  const email = `${crypto.randomUUID()}@new.test`;
  await page.locator('#name').fill('Cem Kaya');
  await page.locator('#email').fill(email);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.locator('.error-summary')).toContainText('Confirm this first');
  await page.locator('#designated').check();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.locator('.steps [aria-current=step]')).toHaveText('Check');
  await expect(page.locator('main ol').last()).toContainText(`Cem Kaya gets a letter to ${email}`);
  await axe(page);
  await page.getByRole('button', { name: 'Change something' }).click();
  await expect(page.locator('#name')).toHaveValue('Cem Kaya');
  await expect(page.locator('#designated')).toBeChecked();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(page.locator('.steps [aria-current=step]')).toHaveText('Acceptance');
  await expect(page.locator('main')).toContainText('Cem Kaya');
  await axe(page);
  for (const narrow of [360, 320]) await fits(page, narrow);
  await accept(page, email);
  await expect(page.locator('main h2')).toHaveText([/Focal point/]);
  await page.goto(`/desk/roles/city/${city}`);
  await expect(page.locator('tbody tr').filter({ hasText: 'Bo Diallo' })).toContainText('Alternate');
});

/** An authenticator in the browser that confirms whatever it is asked; another session of the protocol ends it. */
async function authenticator(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return session;
}

test('a passkey signs in, first beside the password, then as the only way', { tag: ['@hydrated', '@mobile'] }, async ({ page, baseURL, expected }) => {
  test.slow();
  expected(/another origin: http:\/\/localhost/); // browsers make no passkeys for an address of numbers
  expected(/status of 422/);
  const email = await invited(page, 'alternate', 'tunis');
  const home = baseURL!.replace('127.0.0.1', 'localhost');
  await page.goto(`${home}/sign-in`);
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${home}/desk`);

  await page.goto(`${home}/account/passkeys`);
  await expect(page.locator('[data-no-passkey]')).toBeHidden();
  await axe(page);
  await authenticator(page);
  await page.locator('#name').fill('Work laptop');
  await page.getByRole('button', { name: 'Create the passkey' }).click();
  await expect(page.locator('.notice[role=status]')).toContainText('The passkey is added');
  await expect(page.locator('.sessions li')).toContainText('Work laptop');
  await expect.poll(() => letterTo(email)).toContain('Work laptop');
  for (const narrow of [360, 320]) await fits(page, narrow);

  const signInAgain = async () => {
    await page.context().clearCookies();
    await page.goto(`${home}/sign-in?next=%2Faccount`);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await expect(page).toHaveURL(`${home}/account`);
    await expect(page.locator('.lede')).toHaveText(`Signed in as ${email}`);
  };
  await signInAgain();
  await page.goto(`${home}/account/passkeys`);
  await expect(page.locator('.sessions li')).toContainText('last used');
  await page.getByRole('button', { name: 'Remove my password' }).click();
  await expect(page.locator('.notice[role=status]')).toContainText('the only way in now');
  await page.getByRole('button', { name: /Remove Work laptop/ }).click();
  await expect(page.locator('.error-summary')).toContainText('only way into your account');
  await page.context().clearCookies();
  await page.goto(`${home}/sign-in`);
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(password);
  await page.keyboard.press('Enter');
  await expect(page.locator('.error-summary')).toContainText('do not belong together');
  await signInAgain();
  await expect(page.locator('main')).toContainText('You have no password');
  await axe(page); // at last: it ends the authenticator
  await page.goto(`${home}/account/passkeys`);
  await axe(page);
});

test('a passkey that nobody kept is refused, in words', { tag: '@hydrated' }, async ({ page, baseURL, expected }) => {
  expected(/another origin: http:\/\/localhost/);
  expected(/status of 422/);
  const session = await authenticator(page);
  const home = baseURL!.replace('127.0.0.1', 'localhost');
  await page.goto(`${home}/fr/sign-in`);
  await expect(page.locator('form[data-passkey]')).toBeVisible();
  await page.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click(); // the device has none
  await expect(page.locator('form[data-passkey] [role=alert]')).toContainText('Cela n’a pas fonctionné');
  await axe(page);
  await session.detach();
});

for (const { code, prefix } of languages) {
  test(`${code}: pages of news, passkeys and letters are usable by everyone`, everywhere, async ({ page, javaScriptEnabled, baseURL }) => {
    test.slow();
    await page.context().addCookies([await signedIn(baseURL!, 'secretariat')]);
    const pages = [
      '/inbox', '/account', '/account/passkeys', '/desk/letters', '/desk/letters/examples', '/desk/city/bologna/hand-over', '/letters/stop/unknown?done=unknown',
    ];
    for (const address of pages) {
      await open(page, prefix + address, javaScriptEnabled);
      await expect(page.locator('html')).toHaveAttribute('lang', code);
      await expect(page.locator('h1')).toHaveCount(1);
      await axe(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await axe(page, ['color-contrast']);
      await page.emulateMedia({ colorScheme: 'light' });
      const { width } = page.viewportSize()!;
      for (const narrow of [360, 320]) await fits(page, narrow);
      await page.setViewportSize({ width, height: 740 });
    }
  });
}
