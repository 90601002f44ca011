// The figures as rows of a file, asked for by their fields.
const { readFileSync } = require('node:fs');
const jsonServer = require('json-server');
const app = jsonServer.create();
app.use(jsonServer.router(JSON.parse(readFileSync(process.env.DB, 'utf8'))));
const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
