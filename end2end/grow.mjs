// Copies cities until there are as many as wished: databases of a size that the network does not have yet.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import initSqlJs from 'sql.js';
import { run, temporaryFolder } from './server.mjs';

// Copies stand beside their originals: within two degrees, a reproducible place each.
const GROW = `
  CREATE TEMP TABLE copy AS
    WITH RECURSIVE
      series(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM series WHERE n <= $cities / (SELECT count(*) FROM city) + 1),
      top(id) AS (SELECT max(id) FROM city)
    SELECT city.id AS old, n, top.id + row_number() OVER (ORDER BY n, city.id) AS id
    FROM series, city, top
    ORDER BY n, city.id
    LIMIT $cities - (SELECT count(*) FROM city);
  INSERT INTO city (id, slug, name, country_code, designated, lat, lon, population, timezone, geonames_id, confidence,
                    version, edited, created_at, updated_at)
    SELECT copy.id, slug || '-' || n, name || ' ' || n, country_code, designated,
           max(-89, min(89, lat + (copy.id * 37 % 401 - 200) / 100.0)),
           max(-179, min(179, lon + (copy.id * 73 % 401 - 200) / 100.0)),
           population, timezone, NULL, confidence, version, edited, created_at, updated_at
    FROM copy JOIN city ON city.id = copy.old;
  INSERT INTO city_field (city_id, field_key, valid_from, valid_until)
    SELECT copy.id, field_key, valid_from, valid_until FROM copy JOIN city_field ON city_id = copy.old;
  INSERT INTO city_name (city_id, name)
    SELECT copy.id, city_name.name || ' ' || n FROM copy JOIN city_name ON city_id = copy.old;
  INSERT INTO recognition (city_id, kind, evidence, since)
    SELECT copy.id, kind, evidence, since FROM copy JOIN recognition ON city_id = copy.old;
`;

/** A database file with the known network, and copies of its cities up to that number. */
export async function databaseWith(cities) {
  const file = join(temporaryFolder(), `cities-${cities}.db`);
  await run(['migrate'], file);
  await run(['seed'], file);
  const { Database } = await initSqlJs();
  const database = new Database(readDatabase(file));
  database.exec(GROW.replaceAll('$cities', String(cities)));
  writeFileSync(file, database.export());
  database.close();
  return file;
}

/** A file that says it has no write-ahead log, which sql.js does not know; the finished commands left none. */
function readDatabase(file) {
  const bytes = readFileSync(file);
  bytes[18] = bytes[19] = 1;
  return bytes;
}
