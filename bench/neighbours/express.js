// The same bytes by Express: what a service of one's own would answer from memory.
const express = require('express');
const body = Buffer.from(process.env.BODY, 'base64');
const app = express();
app.get('/', (_, response) => response.type('application/json').send(body));
const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
