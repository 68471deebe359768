"""As issuer.mjs, with PyJWT."""
import json
import sys

import jwt

what, alg, file = sys.argv[1:]
text = open(file).read().strip()
given = sys.stdin.read().strip()

if what == "sign":
    print(jwt.encode(json.loads(given), text, algorithm=alg))
else:
    key = text if alg == "HS256" else jwt.PyJWK(json.loads(text)["keys"][0], algorithm=alg).key
    print(json.dumps(jwt.decode(given, key, algorithms=[alg], audience="tickwire", issuer="desk")))
