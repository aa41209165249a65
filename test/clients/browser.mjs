// browser.mjs STUDY DIRECTORY: a study in MapLibre in a browser without a window, served by tiles.mjs. What the map holds must be what
// the database says, and what is drawn must show homes that meet the standard and homes that do not. Screenshots go to DIRECTORY.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {chromium} from 'playwright-core';
import pg from 'pg';

const [study, directory] = process.argv.slice(2);
const port = process.env.TILES_PORT;
let failures = 0;

function check(good, what) {
	failures += good ? 0 : 1;
	console.log(`${good ? 'ok' : 'not ok'} - browser: ${what}`);
}

const database = new pg.Client();
await database.connect();
const schema = pg.escapeIdentifier(study);
const ask = async sql => (await database.query(sql)).rows[0];
const {lon, lat} = await ask(`SELECT ST_X(c) AS lon, ST_Y(c) AS lat FROM (SELECT ST_Centroid(ST_Extent(geom)) AS c FROM ${schema}.home) AS e`);

const server = spawn(process.execPath, [new URL('tiles.mjs', import.meta.url).pathname], {env: {...process.env, PORT: port}, stdio: ['ignore', 'pipe', 'inherit']});
await once(server.stdout, 'data');
const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader']});
const page = await browser.newPage({viewport: {width: 1000, height: 800}});
page.on('pageerror', error => check(false, `the page runs: ${error.message}`));

async function open(zoom) {
	await page.goto(`http://127.0.0.1:${port}/?study=${encodeURIComponent(study)}&lon=${lon}&lat=${lat}&zoom=${zoom}`);
	await page.waitForFunction('window.idle', null, {timeout: 60000});
	const path = `${directory}/browser-${zoom}.png`;
	await page.screenshot({path});
	check((await page.evaluate('window.failures')).length === 0, `zoom ${zoom} loads without errors`);
	return (await page.screenshot()).toString('base64');
}

// How many pixels of a screenshot have each of these colours, counted by the browser itself.
const pixels = (png, colours) => page.evaluate(async ([png, colours]) => {
	const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
	const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
	context.drawImage(image, 0, 0);
	const {data} = context.getImageData(0, 0, image.width, image.height);
	const near = (at, colour) => colour.every((value, i) => Math.abs(data[at + i] - value) <= 3);
	const counts = colours.map(() => 0);
	for (let at = 0; at < data.length; at += 4)
		colours.forEach((colour, i) => { counts[i] += near(at, colour); });
	return counts;
}, [png, colours]);

// Distinct values of a property among the features of a source: features at the boundaries of tiles come several times.
const values = (source, property) => page.evaluate(([source, property]) =>
	[...new Set(map.querySourceFeatures(source, {sourceLayer: source}).map(f => f.properties[property]))].sort(), [source, property]);

try {
	const near = await open(15);
	const [met, notMet, ground] = await pixels(near, [[0, 114, 178], [213, 94, 0], [255, 255, 255]]);
	check(met > 500 && notMet > 500, `homes are drawn: ${met} pixels met, ${notMet} not met`);
	check(ground > 50000, 'the ground is not covered');
	check((await values('home', 'status')).join().startsWith('met,not met'), 'homes know whether they meet the standard');
	const homes = await values('home', 'home_id');
	const inView = await ask(`SELECT count(*)::int AS n FROM ${schema}.map_home WHERE home_id = ANY ('{${homes}}')`);
	check(homes.length > 100 && inView.n === homes.length, `${homes.length} homes in the tiles are homes of the study`);
	check((await values('street', 'street')).length > 20, 'streets');
	check((await values('amenity', 'category')).length > 3, 'amenities');
	check((await values('gap', 'missing')).every(missing => missing.length > 0), 'gaps say what is missing');

	const far = await open(12);
	const sums = await page.evaluate(() => {
		// A square is in one tile only.
		const seen = new Map(map.querySourceFeatures('home', {sourceLayer: 'home'}).map(f => [JSON.stringify(f.geometry), f.properties]));
		return [...seen.values()].reduce((sum, p) => [sum[0] + p.homes, sum[1] + p.homes_covered], [0, 0]);
	});
	const city = await ask(`SELECT homes::int, homes_covered::int FROM ${schema}.summary JOIN ${schema}.walker USING (walker) JOIN ${schema}.standard USING (standard) WHERE standard_no = 1 AND walker_no = 1`);
	check(sums[0] === city.homes && sums[1] === city.homes_covered, `the squares add up to the city: ${sums} of ${city.homes},${city.homes_covered}`);
	const communities = await values('community', 'community');
	const stored = await ask(`SELECT array_agg(community ORDER BY community COLLATE "C") AS names FROM ${schema}.community`);
	check(communities.sort().join('|') === stored.names.sort().join('|'), 'communities by their names, whatever is in them');
	check((await values('circle', 'part')).join() === 'area,centre', 'centres and drawn areas');
	check((await pixels(far, [[255, 255, 255]]))[0] < 799000, 'something is drawn');

	const get = async path => (await fetch(`http://127.0.0.1:${port}/tiles/${path}`)).status;
	const name = encodeURIComponent(study);
	check(await get(`0/0/0?study=${name}&layer=home`) === 200, 'a tile');
	check(await get(`14/0/0?study=${name}&layer=home`) === 204, 'an empty tile');
	check(await get(`3/8/0?study=${name}&layer=home`) === 400, 'no such tile');
	check(await get(`0/0/0?study=${name}&layer=houses`) === 400, 'no such layer');
	check(await get('0/0/0?study=nothing&layer=home') === 400, 'no such study');
} catch (error) {
	check(false, error.stack);
} finally {
	await browser.close();
	server.kill();
	await database.end();
}
process.exit(failures ? 1 : 0);
