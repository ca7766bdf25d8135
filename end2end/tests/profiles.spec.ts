// A focal point edits, the secretariat approves, a reader's open page follows.
import { png } from './png';
import { axe, expect, fits, hydrated, languages, open, signIn, test } from './support';

test('Bologna describes itself with a picture; it shows in another browser without reloading; the old can come back', { tag: '@hydrated' }, async ({ page, browser, baseURL }) => {
  test.slow();
  const reader = await (await browser.newContext({ baseURL })).newPage();
  const streaming = reader.waitForResponse(/\/events$/);
  await open(reader, '/cities/bologna');
  await streaming;
  await expect(reader.locator('.voice')).toHaveCount(0);

  await signIn(page, 'bologna');
  await page.getByRole('link', { name: 'Edit the profile' }).click();
  await page.locator('#description-en').fill('A city of music.\n\nPorticoes, too.');
  await page.locator('#description-fr').fill('Une ville de musique.');
  await page.locator('#website').fill('https://bologna.example');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.notice[role=status]')).toContainText('secretariat will look');
  await expect(reader.locator('.city-main')).toContainText('bologna.example'); // trusted: at once
  await page.locator('#file').setInputFiles({ name: 'towers.png', mimeType: 'image/png', buffer: png(2000, 900) });
  await page.locator('#alt-en').fill('The two towers');
  await page.locator('#credit').fill('Ana Pérez');
  await page.getByRole('button', { name: 'Send the picture' }).click();
  await expect(page.locator('.notice[role=status]')).toContainText('secretariat will look');
  await axe(page);
  await fits(page, 320);
  await page.setViewportSize({ width: 1280, height: 900 });
  await expect(reader.locator('.voice')).toHaveCount(0);

  const secretariat = await (await browser.newContext({ baseURL })).newPage();
  await signIn(secretariat, 'secretariat');
  await secretariat.getByRole('link', { name: 'Changes to approve' }).click();
  const change = secretariat.locator('article').filter({ hasText: 'Bologna' });
  await expect(change.locator('tbody th')).toHaveText(['Description, English', 'Description, French', 'Picture']);
  await axe(secretariat);
  await change.getByRole('button', { name: 'Approve and publish' }).click();
  await expect(secretariat.locator('.notice[role=status]')).toContainText('Approved');

  await expect(reader.locator('.voice')).toHaveText(/A city of music/);
  await expect(reader.locator('.city-picture img')).toHaveJSProperty('naturalWidth', 1600);
  await axe(reader);
  await fits(reader, 320);
  for (const { prefix } of languages) {
    await open(reader, `${prefix}/cities/bologna`);
    await axe(reader);
  }
  await reader.goto('/fr/cities/bologna');
  await expect(reader.locator('.voice')).toContainText('Une ville de musique.');

  await secretariat.goto('/desk/city/bologna/history');
  await axe(secretariat);
  await secretariat.getByRole('button', { name: 'Restore this revision' }).last().click();
  await expect(secretariat.locator('.notice[role=status]')).toContainText('in force again');
  await expect(reader.locator('.voice')).toHaveCount(0);
  await hydrated(reader);
});

test('files that are no pictures are refused with the reason, and the words stay', { tag: ['@nojs', '@hydrated'] }, async ({ page, expected, javaScriptEnabled }) => {
  expected(/status of 422/);
  await signIn(page, 'kanazawa');
  await open(page, '/desk/city/kanazawa', javaScriptEnabled);
  const bomb = png(20, 20);
  bomb.writeUInt32BE(20_000, 16);
  const files = [
    { name: 'page.png', buffer: Buffer.from('<html><script>alert(1)</script>'), reason: 'not a picture' },
    { name: 'archive.png', buffer: Buffer.from('PK\x03\x04' + '\0'.repeat(1000)), reason: 'not a picture' },
    { name: 'large.png', buffer: Buffer.alloc(20_000_000), reason: 'At most 12 MB' },
    { name: 'bomb.png', buffer: bomb, reason: 'not a picture' }, // its checksum no longer fits
  ];
  for (const { name, buffer, reason } of files) {
    await page.locator('#file').setInputFiles({ name, mimeType: 'image/png', buffer });
    await page.locator('#alt-en').fill('A garden');
    await page.locator('#credit').fill('Ana');
    await page.getByRole('button', { name: 'Send the picture' }).click();
    await expect(page.locator('.error-summary'), name).toContainText(reason);
    await expect(page.locator('#alt-en')).toHaveValue('A garden');
  }
});
