// sign ALG KEYFILE: signs the claims that come on the standard input. verify ALG KEYFILE: the claims of a token that
// comes there, checked with a JWKS or a secret.
import { readFileSync } from 'node:fs';
import { createLocalJWKSet, importPKCS8, jwtVerify, SignJWT } from 'jose';

const [what, alg, file] = process.argv.slice(2);
const input = readFileSync(0, 'utf8').trim();
const text = readFileSync(file, 'utf8').trim();
const secret = new TextEncoder().encode(text);

if (what === 'sign') {
  const key = alg === 'HS256' ? secret : await importPKCS8(text, alg);
  console.log(await new SignJWT(JSON.parse(input)).setProtectedHeader({ alg, typ: 'JWT' }).sign(key));
} else {
  const key = alg === 'HS256' ? secret : createLocalJWKSet(JSON.parse(text));
  const { payload } = await jwtVerify(input, key, { algorithms: [alg], audience: 'tickwire', issuer: 'desk' });
  console.log(JSON.stringify(payload));
}
