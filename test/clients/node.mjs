// node.mjs STUDY: the facts of facts.sql, read through node-postgres. A bigint comes as a string there, so that no digit is lost.
import pg from 'pg';

const [study] = process.argv.slice(2);
const kinds = {25: 'text', 23: 'int', 20: 'int', 701: 'float', 16: 'bool', 1184: 'time'};
const client = new pg.Client();
await client.connect();
const {rows: views} = await client.query(
	'SELECT table_name AS name FROM information_schema.views WHERE table_schema = $1 AND table_name LIKE \'bi\\_%\' ORDER BY table_name COLLATE "C"', [study]);
for (const {name} of views) {
	const {rows, fields} = await client.query({text: `SELECT * FROM ${pg.escapeIdentifier(study)}.${pg.escapeIdentifier(name)}`, rowMode: 'array'});
	const of = fields.map(field => kinds[field.dataTypeID] ?? `type ${field.dataTypeID}`);
	let numbers = 0, characters = 0, trues = 0;
	for (const row of rows)
		row.forEach((value, i) => {
			if (value === null)
				return;
			numbers += of[i] === 'int' || of[i] === 'float' ? Number(value) : 0;
			characters += of[i] === 'text' ? [...value].length : 0;
			trues += value === true ? 1 : 0;
		});
	console.log([name, rows.length, fields.map((field, i) => `${field.name}:${of[i]}`).join(), numbers.toFixed(0), characters, trues].join('\t'));
}
await client.end();
