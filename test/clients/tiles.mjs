// tiles.mjs: a server of vector tiles and of one page, for tests and as an example. The database is that of PGHOST and so on.
//
//   PORT=8080 node tiles.mjs     then http://127.0.0.1:8080/?study=city_15min
//
// It listens on this machine only, and reads with the rights of PGUSER: give that role no more than it needs.
import {createServer} from 'node:http';
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import pg from 'pg';

const database = new pg.Pool({max: 4});
const library = new URL('.', import.meta.resolve('maplibre-gl'));
const types = {html: 'text/html; charset=utf-8', mjs: 'text/javascript', css: 'text/css'};

async function answer(url) {
	const tile = url.pathname.match(/^\/tiles\/(\d+)\/(\d+)\/(\d+)$/);
	if (tile) {
		const values = [...tile.slice(1), url.searchParams.get('study'), url.searchParams.get('layer')];
		const {rows} = await database.query('SELECT circle_mvt($1, $2, $3, $4, $5) AS tile', values);
		return {type: 'application/vnd.mapbox-vector-tile', body: rows[0].tile};
	}
	const file = url.pathname === '/' ? new URL('map.html', import.meta.url) : new URL(url.pathname.slice(1).replaceAll('/', ''), library);
	return {type: types[file.pathname.split('.').pop()] ?? 'application/octet-stream', body: await readFile(fileURLToPath(file))};
}

createServer(async (request, response) => {
	try {
		const {type, body} = await answer(new URL(request.url, 'http://localhost'));
		response.writeHead(body.length > 0 ? 200 : 204, {'content-type': type}).end(body);
	} catch (error) {
		// A name, number or layer that is wrong (22..., 42...) is the caller's mistake.
		const status = /^(22|42)/.test(error.code ?? '') ? 400 : error.code === 'ENOENT' ? 404 : 500;
		response.writeHead(status, {'content-type': 'text/plain; charset=utf-8'}).end(error.message);
	}
}).listen(process.env.PORT ?? 8080, '127.0.0.1', () => console.log('listening'));
