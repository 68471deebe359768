package io.tickwire.transport.config;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.feed.Symbol;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.pipeline.MarketRules;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.ServerConfig.Admission;
import io.tickwire.transport.ServerConfig.Identity;
import io.tickwire.transport.ServerConfig.Listener;
import io.tickwire.transport.access.IpRange;
import io.tickwire.transport.access.Network;
import io.tickwire.transport.access.OriginPattern;
import io.tickwire.transport.access.TokenRules;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.FeedSpec;
import io.tickwire.transport.feed.ReplaySpec;
import io.tickwire.transport.log.LogSettings;
import io.tickwire.transport.ServerConfig.Profile;
import io.tickwire.transport.stream.StreamSettings.Candles;
import io.tickwire.transport.stream.StreamSettings.Updates;
import io.tickwire.transport.stream.journal.Sync;
import io.tickwire.transport.tls.ClientAuth;
import org.slf4j.event.Level;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The table of all that can be set, in the order in which it is shown. Defaults are the code's.
 * Thread: any
 */
final class Keys
{
    private static final Map<String, Key<?>> TABLE = new LinkedHashMap<>();

    private static final int MIB = 1 << 20;
    private static final int GIB = 1 << 30;
    private static final int MILLION = 1_000_000;
    private static final long MS_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long HOUR_MS = 3_600_000L;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final long HOUR_NS = HOUR_MS * MS_NS;

    static final Key<String> NAME = key("server.name", ValueTypes.text(64), c -> c.server().name(),
        "What clients are told that they are connected to.");
    static final Key<List<Listener>> LISTENERS = key(
        "server.listeners", new ListType<>(ValueTypes.LISTENER, 1, 64), c -> c.server().listeners(),
        "Where the server listens; all paths are on each. 0.0.0.0: all addresses of the machine. " +
        "Port 0: any that is free. With proxy behind it: connections begin with a PROXY header.");
    static final Key<Long> IO_THREADS = key("server.ioThreads", Quantity.number(1, 64),
        c -> (long)c.server().ioThreads(), "Threads that read connections.");
    static final Key<Profile> PROFILE_OF_SERVER = key("server.profile", ValueTypes.choice(Profile.class),
        c -> c.server().profile(),
        "development: a certificate for TLS is made where none is set. production: without one, nothing starts.");
    static final Key<Optional<Path>> DATA = key("server.data", ValueTypes.PATH, c -> c.server().data(),
        "Where the server keeps what it makes, such as that certificate. ~: the user's home. Nothing: nowhere.");
    static final Key<Boolean> ECHO = key("server.echo", ValueTypes.FLAG, c -> c.server().hasEcho(),
        "Whether there is /echo, which sends back what it is sent, up to 16MiB. For tests of WebSocket clients alone.");

    static final Key<Long> CONNECTIONS = key("limits.connections.total", Quantity.number(1, MILLION),
        c -> (long)c.limits().connections().total(), "Connections in all.");
    static final Key<Long> PER_IP = key("limits.connections.perIp", Quantity.number(1, MILLION),
        c -> (long)c.limits().connections().perIp(), "Connections of one address.");
    static final Key<Long> ATTEMPTS = key("limits.connections.attempts", Quantity.number(0, MILLION),
        c -> (long)c.limits().connections().attempts(),
        "Attempts to connect of one address, in each attemptWindow. 0: not bounded.");
    static final Key<Long> ATTEMPT_WINDOW = key("limits.connections.attemptWindow", Quantity.time(MS_NS, 1, DAY_MS),
        c -> c.limits().connections().attemptWindowMs(), "How long attempts are counted.");

    static final Key<Long> SOCKETS = key("limits.sockets.total", Quantity.number(1, MILLION),
        c -> (long)c.limits().sockets().total(),
        "Sockets in all that are no WebSocket, or not yet. At the least limits.connections.total.");
    static final Key<Long> SOCKETS_PER_IP = key("limits.sockets.perIp", Quantity.number(1, MILLION),
        c -> (long)c.limits().sockets().perIp(),
        "The same, of one address; at the least limits.connections.perIp. Trusted proxies may have all.");
    static final Key<Long> REQUEST_TIME = key("limits.sockets.request", Quantity.time(MS_NS, 10, HOUR_MS),
        c -> c.limits().sockets().requestMs(),
        "How long a socket's first request may take, from when it is accepted: then it is closed.");

    static final Key<Long> PER_PRINCIPAL = key("limits.identity.perPrincipal", Quantity.number(1, MILLION),
        c -> (long)c.limits().identity().perPrincipal(), "Connections of one name that tokens are made out to.");
    static final Key<Long> AUTH = key("limits.identity.auth", Quantity.time(MS_NS, 10, HOUR_MS),
        c -> c.limits().identity().authMs(),
        "How long a connection has to show its token, where access.identity is required: then close 4501.");

    static final Key<Long> PER_SECOND = key("limits.messages.perSecond", Quantity.number(0, MILLION),
        c -> (long)c.limits().messages().perSecond(),
        "Messages a second of a connection, in the long run. 0: not bounded.");
    static final Key<Long> BURST = key("limits.messages.burst", Quantity.number(1, MILLION),
        c -> (long)c.limits().messages().burst(), "Messages of a connection at once.");
    static final Key<Long> REQUESTS = key("limits.messages.requestsPerMinute", Quantity.number(0, MILLION),
        c -> (long)c.limits().messages().requestsPerMinute(),
        "Messages of type 'request' a minute of a connection. 0: not bounded.");
    static final Key<Long> MAX_SIZE = key("limits.messages.maxSize", Quantity.size(128, 16 * MIB),
        c -> (long)c.limits().messages().maxBytes(), "Size of one message.");
    static final Key<Long> BYTES_PER_SECOND = key("limits.messages.bytesPerSecond", Quantity.size(0, GIB),
        c -> (long)c.limits().intake().bytesPerSecond(),
        "Bytes a second that a connection sends, in the long run. 0: not bounded.");
    static final Key<Long> BYTES_BURST = key("limits.messages.bytesBurst", Quantity.size(1 << 10, GIB),
        c -> (long)c.limits().intake().bytesBurst(),
        "Bytes that it sends at once. A longer message is taken, and those after it wait.");
    static final Key<Long> CONTROL_PER_SECOND = key("limits.messages.controlPerSecond", Quantity.number(0, MILLION),
        c -> (long)c.limits().intake().controlPerSecond(),
        "Ping and pong frames a second of a connection, in the long run. 0: not bounded.");
    static final Key<Long> CONTROL_BURST = key("limits.messages.controlBurst", Quantity.number(1, MILLION),
        c -> (long)c.limits().intake().controlBurst(), "Ping and pong frames of a connection at once.");
    static final Key<Long> MESSAGE_TIME = key("limits.messages.time", Quantity.time(MS_NS, 0, HOUR_MS),
        c -> c.limits().intake().messageMs(),
        "How long a message may take from its first byte to its last: then close 1008. 0: as long as it likes.");
    static final Key<Long> UNFINISHED = key("limits.messages.unfinished", Quantity.size(MIB, 64L * GIB),
        c -> c.limits().intake().unfinishedBytes(),
        "What messages that are not whole yet may take on all connections together: who sends more, close 1008.");
    static final Key<Long> MAX_SYMBOLS = key("limits.messages.maxSymbols", Quantity.number(1, Symbol.MAX_SYMBOLS),
        c -> (long)c.limits().messages().maxSymbols(), "Symbols in one message.");
    static final Key<Long> SUBSCRIPTIONS = key("limits.messages.subscriptions", Quantity.number(1, MILLION),
        c -> (long)c.limits().messages().subscriptions(),
        "Subscriptions of a connection: a symbol or a pattern in a channel counts as one.");
    static final Key<Long> STREAMS = key("limits.messages.streams", Quantity.number(1, MILLION),
        c -> (long)c.limits().messages().streams(),
        "Streams of a connection: a symbol in a channel at a venue counts as one.");

    static final Key<Long> PING = key("limits.liveness.ping", Quantity.time(MS_NS, 0, DAY_MS),
        c -> c.limits().liveness().pingMs(), "How often clients are sent a ping frame. 0: never.");
    static final Key<Long> DEAD = key("limits.liveness.dead", Quantity.time(MS_NS, 0, DAY_MS),
        c -> c.limits().liveness().deadMs(), "Without any frame after a ping: close 4001. 0: never.");
    static final Key<Long> IDLE = key("limits.liveness.idle", Quantity.time(MS_NS, 0, DAY_MS),
        c -> c.limits().liveness().idleMs(), "Without any frame of the client: close 4000. 0: never.");

    static final Key<Long> HIGH_WATER = key("limits.slow.highWater", Quantity.size(1 << 12, 64 * MIB),
        c -> (long)c.limits().slow().highWaterBytes(),
        "What may be queued for a connection. From half of it on, the client is told that it is slow.");
    static final Key<Long> HIGH_WATER_AGE = key("limits.slow.highWaterAge", Quantity.time(MS_NS, 10, HOUR_MS),
        c -> c.limits().slow().highWaterAgeMs(), "How old what is queued may be; likewise.");
    static final Key<Long> SLOW_CLOSE = key("limits.slow.close", Quantity.time(MS_NS, 10, HOUR_MS),
        c -> c.limits().slow().closeMs(), "Above either for so long: close 4008.");
    static final Key<Long> STALLED = key("limits.slow.stalled", Quantity.time(MS_NS, 10, HOUR_MS),
        c -> c.limits().slow().stalledMs(), "Without a byte taken for so long: close 4008.");
    static final Key<Long> SEND_BUFFER = key("limits.slow.sendBuffer", Quantity.size(1 << 12, 16 * MIB),
        c -> (long)c.limits().slow().sendBufferBytes(), "Send buffer of a connection's socket.");

    static final Key<Long> SHARDS = key("shards.count", Quantity.number(1, ServerConfig.MAX_SHARDS),
        c -> (long)c.shards().count(), "Shards: threads that write, each for its part of the connections.");
    static final Key<List<Long>> SHARD_CORES = key(
        "shards.cores", new ListType<>(Quantity.number(0, 1023), 0, ServerConfig.MAX_SHARDS),
        c -> longs(c.shards().cores()),
        "The cores of the shards' threads, one for each, in order. None: the system chooses.");
    static final Key<Long> RESIDUE = key("shards.residue", Quantity.size(MIB, 64L * GIB),
        c -> c.shards().residueBytes(), "What may be queued for the connections of a shard together.");
    static final Key<Long> HELD = key("shards.held", Quantity.size(1 << 16, 64L * GIB),
        c -> c.shards().heldBytes(),
        "What subscriptions of a shard may hold together before they are answered: who wants more, rate_limited.");
    static final Key<Long> STATUS = key("shards.status", Quantity.time(MS_NS, 0, HOUR_MS), c -> c.shards().statusMs(),
        "How often clients are sent server_status. 0: never.");
    static final Key<Long> SILENCE = key("shards.silence", Quantity.time(MS_NS, 1, HOUR_MS),
        c -> c.shards().silenceMs(), "How long a client of '/' is silent before it is sent the market.");
    static final Key<Long> CLOSE = key("shards.close", Quantity.time(MS_NS, 1, HOUR_MS), c -> c.shards().closeMs(),
        "How long a client has to answer a close frame.");

    static final Key<Boolean> COMPRESSION = key("compression.enabled", ValueTypes.FLAG,
        c -> c.compression().isEnabled(),
        "Whether permessage-deflate is granted to clients that offer it; with the encodings compact and sbe, only " +
        "where the address has ?compress=true.");
    static final Key<Long> MIN_BYTES = key("compression.minBytes", Quantity.size(0, 1 << 16),
        c -> (long)c.compression().minBytes(), "Messages that are shorter go as they are.");
    static final Key<Long> LEVEL = key("compression.level", Quantity.number(1, 9),
        c -> (long)c.compression().level(), "Of zlib: 1 is the fastest, 9 makes the least of it.");
    static final Key<Boolean> KEEP_CONTEXT = key("compression.clientContext", ValueTypes.FLAG,
        c -> c.compression().keepsContext(),
        "Whether a client may deflate with what it said before, for which the server keeps 32KiB.");

    static final Key<Long> GRACE = key("drain.grace", Quantity.time(MS_NS, 0, HOUR_MS), c -> c.drain().graceMs(),
        "How long clients have to go when the server ends.");
    static final Key<Long> RETRY_AFTER = key("drain.retryAfter", Quantity.time(MS_NS, 0, HOUR_MS),
        c -> c.drain().retryAfterMs(), "When clients are told to come back: retry_after_ms of 'shutdown'.");

    static final Key<Identity> IDENTITY = key("access.identity", ValueTypes.choice(Identity.class),
        c -> c.access().identity(),
        "optional: who shows no token is anonymous, and reads the market. required: without a token nothing is told " +
        "but /health, /schema and the start page.");
    static final Key<Boolean> TOKEN_IN_QUERY = key("access.tokenInQuery", ValueTypes.FLAG,
        c -> c.access().isTokenInQuery(),
        "Whether a WebSocket's address may have its token in it, as ?token=. Addresses end up in others' logs.");
    static final Key<List<String>> OPEN_PATHS = key(
        "access.openPaths", new ListType<>(ValueTypes.URL_PATH, 0, 64), c -> c.access().openPaths(),
        "Paths of HTTP that need no token where identity is required, such as /metrics; one that ends with / means " +
        "all below it. /health, /schema and the start page are always open, /admin never is.");
    static final Key<Admission> PUBLISHERS = key("access.publishers", ValueTypes.choice(Admission.class),
        c -> c.access().publishers(),
        "Who of the anonymous may publish to others: nobody, clients on this machine, or all.");
    static final Key<Admission> PRIVATE_CHANNELS = key("access.privateChannels", ValueTypes.choice(Admission.class),
        c -> c.access().privateChannels(),
        "Who of the anonymous may have accounts' orders, executions and positions: nobody, clients on this machine, " +
        "or all.");
    static final Key<List<Path>> TOKEN_FILES = key(
        "access.tokens.files", new ListType<>(ValueTypes.FILE, 0, TokenRules.MAX_NAMES),
        c -> c.access().credentials().tokens().files(),
        "Files with the keys that JWTs are checked with: RSA or Ed25519 public keys in PEM; a JWKS; or a secret for " +
        "HS256, as it is. Read again when they change. None: no JWT is taken.");
    static final Key<List<String>> TOKEN_AUDIENCES = key(
        "access.tokens.audience", new ListType<>(ValueTypes.text(256), 0, TokenRules.MAX_NAMES),
        c -> c.access().credentials().tokens().audiences(),
        "A JWT must be for one of them (aud). None: it must be for nobody in particular.");
    static final Key<List<String>> TOKEN_ISSUERS = key(
        "access.tokens.issuer", new ListType<>(ValueTypes.text(256), 0, TokenRules.MAX_NAMES),
        c -> c.access().credentials().tokens().issuers(),
        "A JWT must be of one of them (iss). None: that is not looked at.");
    static final Key<Long> TOKEN_SKEW = key(
        "access.tokens.skew", Quantity.time(MS_NS, 0, TokenRules.MAX_SKEW_MS),
        c -> c.access().credentials().tokens().skewMs(),
        "How far the clocks of those who make JWTs may be from ours.");
    static final Key<Boolean> TOKEN_EXPIRY = key("access.tokens.expiryRequired", ValueTypes.FLAG,
        c -> c.access().credentials().tokens().isExpiryRequired(), "Whether a JWT must end at some time (exp).");
    static final Key<Optional<Path>> KEY_FILE = key("access.keys.file", ValueTypes.PATH,
        c -> c.access().credentials().keyFile(),
        "The records of API keys, as 'tickwire token' writes them. Read again when it changes. Nothing: no API key " +
        "is taken.");

    static final Key<List<OriginPattern>> ORIGINS = key(
        "access.origins", new ListType<>(ValueTypes.ORIGIN, 0, 256), c -> c.access().network().origins(),
        "Whose pages may connect, and read /api and /schema. None: the server's own, and who is no page.");
    static final Key<List<IpRange>> ALLOW = key(
        "access.network.allow", new ListType<>(ValueTypes.IP_RANGE, 0, 256), c -> c.access().network().allow(),
        "The addresses that may come. None: all.");
    static final Key<List<IpRange>> DENY = key(
        "access.network.deny", new ListType<>(ValueTypes.IP_RANGE, 0, 256), c -> c.access().network().deny(),
        "The addresses that may not come, though they are allowed.");
    static final Key<Boolean> HEALTH_OPEN = key("access.network.healthFromLoopback", ValueTypes.FLAG,
        c -> c.access().network().isHealthOpen(), "Whether this machine may ask for /health whatever is allowed.");
    static final Key<List<IpRange>> TRUSTED_PROXIES = key(
        "access.network.trustedProxies", new ListType<>(ValueTypes.IP_RANGE, 0, 256),
        c -> c.access().network().trustedProxies(),
        "Proxies that are believed when they say for whom they speak. From others, that is passed over.");
    static final Key<Network.Forwarding> FORWARDING = key(
        "access.network.forwarding", ValueTypes.choice(Network.Forwarding.class),
        c -> c.access().network().forwarding(),
        "The header in which they say so; it must be the one that they write, or clients write it themselves.");
    static final Key<Boolean> INGEST_DEFINE = key("ingest.define", ValueTypes.FLAG, c -> c.ingest().mayDefine(),
        "Whether publishers may name symbols, venues and accounts that are not known yet.");
    static final Key<List<String>> INGEST_VENUES = key(
        "ingest.venues", new ListType<>(ValueTypes.text(64), 0, 256), c -> c.ingest().venues(),
        "Venues that publishers may publish for, patterns such as desk-* too. Those of the server's own feeds never.");
    static final Key<Gaps> INGEST_GAPS = key("ingest.gaps", ValueTypes.choice(Gaps.class),
        c -> c.ingest().acceptsGaps() ? Gaps.ACCEPT : Gaps.REFUSE,
        "What becomes of a publisher's frame whose number is too high: accept applies it, refuse does not. " +
        "Either is told.");
    static final Key<Long> ACK_FRAMES = key("ingest.ackFrames", Quantity.number(1, MILLION),
        c -> (long)c.ingest().ackFrames(), "After so many frames a publisher is told what was applied,");
    static final Key<Long> ACK = key("ingest.ack", Quantity.time(MS_NS, 1, 60_000), c -> c.ingest().ackMs(),
        "or after so long.");
    static final Key<Long> INGEST_PUBLISHERS = key("ingest.publishers", Quantity.number(1, MILLION),
        c -> (long)c.ingest().publishers(), "Publishers whose last number is remembered.");
    static final Key<Long> INGEST_EXPIRY = key("ingest.expiry", Quantity.time(MS_NS, 0, 7 * DAY_MS),
        c -> c.ingest().expiryMs(), "How long, after their connection ended.");
    static final Key<Long> INGEST_RATE = key("ingest.perSecond", Quantity.number(0, 10 * MILLION),
        c -> (long)c.ingest().perSecond(),
        "Frames of ticks a second of a connection, in the long run; above it, reading waits. 0: not bounded.");
    static final Key<Long> INGEST_BURST = key("ingest.burst", Quantity.number(1, 10 * MILLION),
        c -> (long)c.ingest().burst(), "Frames of ticks of a connection at once.");

    static final Key<List<Listener>> TLS_LISTENERS = key(
        "tls.listeners", new ListType<>(ValueTypes.LISTENER, 0, 64), c -> c.tls().listeners(),
        "Where the server listens with TLS; all paths are on each. None: TLS is not spoken.");
    static final Key<Optional<Path>> TLS_CERTIFICATE = key("tls.certificate", ValueTypes.PATH,
        c -> c.tls().certificate(),
        "The server's certificate in PEM, with those that signed it behind it. Looked at again and again: " +
        "connections from then on get what is new.");
    static final Key<Optional<Path>> TLS_KEY = key("tls.key", ValueTypes.PATH, c -> c.tls().key(),
        "Its key in PEM: PKCS#8, PKCS#1 or EC. Nothing: the key stands in the certificate's file.");
    static final Key<Optional<Path>> TLS_KEYSTORE = key("tls.keystore", ValueTypes.PATH, c -> c.tls().keystore(),
        "PKCS#12 or JKS, in place of certificate and key.");
    static final Key<Optional<String>> TLS_PASSWORD = secret("tls.password", ValueTypes.WORDS,
        c -> c.tls().password(), "The keystore's password.");
    static final Key<ClientAuth> CLIENT_AUTH = key("tls.clientAuth", ValueTypes.choice(ClientAuth.class),
        c -> c.tls().clientAuth(), "Whether clients show certificates: not asked, may, must.");
    static final Key<Optional<Path>> CLIENT_CA = key("tls.clientCa", ValueTypes.PATH, c -> c.tls().clientCa(),
        "The certificates, in PEM, of those that sign clients' certificates.");
    static final Key<Long> TLS_HANDSHAKE = key("tls.handshake", Quantity.time(MS_NS, 10, HOUR_MS),
        c -> c.tls().handshakeMs(), "How long a client has to shake hands.");
    static final Key<Long> TLS_LOOK = key("tls.look", Quantity.time(MS_NS, 10, DAY_MS),
        c -> c.tls().lookMs(), "How often the files are looked at.");

    static final Key<Long> PIPELINES = key(
        "engine.pipelines", Quantity.powerOfTwo(1, EngineConfig.MAX_SHARDS), c -> (long)c.engine().threads().shards(),
        "Pipelines that share the symbols.");
    static final Key<EngineConfig.Topology> TOPOLOGY = key(
        "engine.topology", ValueTypes.choice(EngineConfig.Topology.class), c -> c.engine().threads().topology(),
        "fused: a thread for each pipeline. pipelined: two, one for the state and one for what is sent.");
    static final Key<WaitProfile> PROFILE = key("engine.profile", ValueTypes.choice(WaitProfile.class),
        c -> c.engine().threads().profile(),
        "How threads wait. pinned: never asleep, for cores of their own. balanced: awake for some microseconds, " +
        "then asleep. eco: asleep at once.");
    static final Key<List<Long>> CORES = key(
        "engine.cores", new ListType<>(Quantity.number(0, 1023), 0, 2 * EngineConfig.MAX_SHARDS),
        c -> longs(c.engine().threads().cores()),
        "The cores of the pipelines' threads, one for each, in order. None: the system chooses.");
    static final Key<Long> STALL = key("engine.stall", Quantity.time(1, 1, HOUR_NS), c -> c.engine().stallNs(),
        "A batch that takes longer counts as a stall.");
    static final Key<Long> TICK_SLOTS = key("engine.ticks.slots", Quantity.powerOfTwo(2, 1 << 22),
        c -> (long)c.engine().ticks().slots(), "Ticks that the ring from feeds to pipelines holds.");
    static final Key<Long> SLOT_SIZE = key("engine.ticks.slotSize", Quantity.sizePowerOfTwo(256, 1 << 16),
        c -> (long)c.engine().ticks().slotBytes(), "Size of one of them. Ring: slots x slotSize, at most 1GiB.");
    static final Key<Long> FRAME_SLOTS = key("engine.frames.slots", Quantity.powerOfTwo(16, 1 << 22),
        c -> (long)c.engine().frames().slots(), "Frames that the ring from a pipeline to the shards holds.");
    static final Key<Long> SLAB = key("engine.frames.slab", Quantity.sizePowerOfTwo(1 << 17, GIB),
        c -> (long)c.engine().frames().slabBytes(), "Bytes that it holds; at least 256 x engine.ticks.slotSize.");
    static final Key<Long> DEMAND = key("engine.frames.demand", Quantity.sizePowerOfTwo(1 << 12, 1 << 28),
        c -> (long)c.engine().frames().demandBytes(), "Subscriptions on their way to a pipeline.");
    static final Key<Long> REPLAY_SIZE = key("engine.replay.size", Quantity.sizePowerOfTwo(1 << 13, GIB),
        c -> (long)c.engine().replay().bytes(), "What each pipeline keeps for clients that come back.");
    static final Key<Long> REPLAY_MESSAGES = key("engine.replay.messages", Quantity.number(1, MILLION),
        c -> (long)c.engine().replay().messages(), "Messages of one stream that can be asked for.");
    static final Key<Long> REPLAY_AGE = key("engine.replay.age", Quantity.time(1, 1, 24 * HOUR_NS),
        c -> c.engine().replay().ageNs(), "How old the oldest of them may be.");

    static final Key<List<Long>> CANDLES = key(
        "market.candles", new ListType<>(Quantity.time(SECOND_NS, 1, 7 * DAY_MS / 1_000), 1, 8),
        c -> longs(c.engine().market().candleSeconds()), "The intervals of candles, from the shortest to the longest.");
    static final Key<Long> INDICATORS = key(
        "market.indicators", Quantity.time(SECOND_NS, 1, 7 * DAY_MS / 1_000),
        c -> (long)c.engine().market().indicatorSeconds(), "The interval that indicators look at: one of those.");
    static final Key<Long> CANDLE_GRACE = key("market.candleGrace", Quantity.time(1, 0, 60 * SECOND_NS),
        c -> c.engine().market().candleGraceNs(), "How long after its end a candle is still open to late trades.");
    static final Key<Long> BOOK_LEVELS = key("market.bookLevels", Quantity.number(1, 65_534),
        c -> (long)c.engine().market().bookLevels(), "Levels that a side of a book keeps.");
    static final Key<Long> MIN_SPREAD = key("market.minSpread", Quantity.rate(0, MILLION),
        c -> (long)c.engine().market().arbitrage().minSpread(),
        "A gap between venues, after fees, from which on it is an opportunity.");
    static final Key<Long> CHANGE_SPREAD = key("market.changeSpread", Quantity.rate(1, MILLION),
        c -> (long)c.engine().market().arbitrage().changeSpread(), "How far it moves before that is told.");
    static final Key<Long> TAKER_FEE = key("market.takerFee", VenueFee.RATE,
        c -> (long)c.engine().market().arbitrage().takerFee(), "What a venue takes of a trade that takes liquidity.");
    static final Key<List<VenueFee>> TAKER_FEES = key(
        "market.takerFees", new ListType<>(VenueFee.TYPE, 0, 256),
        c -> VenueFee.listOf(c.engine().market().arbitrage().takerFees()), "The same, of venues that take another.");
    static final Key<List<MarketRules.Model>> MODELS = key(
        "market.models", new ListType<>(ValueTypes.MODEL, 0, 64), c -> c.engine().market().models(),
        "Models that make signals, found on the class path by their names.");

    static final Key<List<FeedSpec>> FEEDS = key(
        "feed.venues", ListType.withBlanks(ValueTypes.FEED, 0, 64), c -> c.feed().venues(),
        "What to have of exchanges, with blanks between them. channels: trades, quotes, book, ticker, " +
        "candles, liquidations; all, where they are not named. lines: connections that bring the same, of which " +
        "the first to tell is believed. stream and rest: where the venue is, if not where it should be. groups: of " +
        "deribit-sbe, which comes by multicast; a line each, with + between several of one line. " +
        "Venues are " + String.join(", ", Venue.names()) + ".");
    static final Key<List<Long>> FEED_CORES = key(
        "feed.cores", new ListType<>(Quantity.number(0, 1023), 0, 64), c -> longs(c.feed().cores()),
        "The cores of the venues' threads, one for each, in order; with engine.profile=pinned they never sleep. " +
        "None: the system chooses.");
    static final Key<Long> SILENT_BOOK = key("feed.links.silence", Quantity.time(MS_NS, 100, HOUR_MS),
        c -> c.feed().links().silenceMs(),
        "After how long a book that used to change, and does not, is asked for anew; and multicast that is silent " +
        "is believed no more.");
    static final Key<Long> RECONNECT = key("feed.links.reconnect", Quantity.time(MS_NS, 10, HOUR_MS),
        c -> c.feed().links().reconnectMs(),
        "How long to wait at the most before the next attempt to connect to a venue.");
    static final Key<List<Path>> FEED_TRUST = key(
        "feed.links.trust", new ListType<>(ValueTypes.FILE, 0, 16), c -> c.feed().links().trust(),
        "Files of certificates in PEM that are believed of venues, besides those that the JVM believes.");
    static final Key<Optional<String>> FEED_PROXY = secret("feed.links.proxy", ValueTypes.WORDS,
        c -> c.feed().links().proxy(),
        "A proxy by which venues are reached: host:port, or user:password@host:port. Nothing: none.");
    static final Key<Optional<ReplaySpec>> REPLAY_FEED = key("feed.replay.journal", ValueTypes.REPLAY,
        c -> c.feed().replay().feed(),
        "A journal that is replayed in place of all other feeds; the option --feed replay:DIR sets it. speed: times " +
        "the recorded one. from and to: of recorded times. loop: its end is followed by its beginning. paused: it " +
        "stands still at first. Nothing: none.");
    static final Key<Long> REPLAY_SESSIONS = key("feed.replay.sessions",
        Quantity.number(0, FeedSettings.Replay.MAX_SESSIONS), c -> (long)c.feed().replay().sessions(),
        "So many clients at the most have a replay of their own at a time, at /ws/replay; each takes a thread, and " +
        "some 6 MB besides the books.");
    static final Key<Long> REPLAY_WARM = key("feed.replay.warm",
        Quantity.time(MS_NS, 0, FeedSettings.Replay.MAX_WARM_MS), c -> c.feed().replay().warmMs(),
        "Before a time that a replay jumps to, so much is read, and not told, to know the state of the market then.");
    static final Key<Long> REPLAY_WARM_TICKS = key("feed.replay.warmTicks",
        Quantity.number(0, FeedSettings.Replay.MAX_WARM_TICKS), c -> c.feed().replay().warmTicks(),
        "And not more ticks than these: a million takes some 0.3 s. Books need none, where the journal has keyframes.");
    static final Key<Boolean> SIMULATION = key("feed.simulation.enabled", ValueTypes.FLAG,
        c -> c.feed().simulation().isEnabled(),
        "Whether a simulated market is fed in. The option --feed switches it off.");
    static final Key<Long> SEED = key("feed.simulation.seed", Quantity.number(Long.MIN_VALUE, Long.MAX_VALUE),
        c -> c.feed().simulation().market().seed(), "Of all that is random: the same seed makes the same market.");
    static final Key<List<String>> VENUES = key(
        "feed.simulation.venues", new ListType<>(ValueTypes.text(32), 1, 16),
        c -> c.feed().simulation().market().venues(),
        "Its venues.");
    static final Key<Long> SYMBOLS = key("feed.simulation.symbols", Quantity.number(1, 100_000),
        c -> (long)c.feed().simulation().market().symbols(), "How many symbols it has.");
    static final Key<Long> TICK_RATE = key("feed.simulation.ticksPerSecond", Quantity.number(0, 50 * MILLION),
        c -> (long)c.feed().simulation().market().ticksPerSecond(),
        "Ticks a second in all. 0: as many as the ring takes.");
    static final Key<Long> ACCOUNTS = key("feed.simulation.accounts", Quantity.number(0, 1_000),
        c -> (long)c.feed().simulation().market().accounts(), "Demo accounts that trade: demo-1 and so on.");

    static final Key<Boolean> LANE = key("stream.lane", ValueTypes.FLAG, c -> c.stream().hasLane(),
        "Whether ticks can be read over Aeron IPC, stream 2981, by strategies on this machine.");
    static final Key<Optional<Path>> JOURNAL = key("stream.journal.path", ValueTypes.PATH,
        c -> c.stream().journal().path(), "The folder that ticks are recorded in. Nothing: they are not.");
    static final Key<Long> SEGMENT = key("stream.journal.segment", Quantity.sizePowerOfTwo(1 << 16, GIB),
        c -> (long)c.stream().journal().segmentBytes(), "Size of each of its files. At the least stream.term.");
    static final Key<Sync> SYNC = key("stream.journal.sync",
        ValueTypes.choice(Sync.class), c -> c.stream().journal().sync(),
        "What must be on the disk to count as recorded. none: it outlives kill -9, not a loss of power. data: what " +
        "was written. all: and what the file system knows of it.");
    static final Key<Long> KEEP = key("stream.journal.keep", Quantity.size(0, 1L << 50),
        c -> c.stream().journal().keepBytes(),
        "Size of all its files, above which the oldest are deleted. 0: not bounded.");
    static final Key<Long> AGE = key("stream.journal.age", Quantity.time(MS_NS, 0, 36_500 * DAY_MS),
        c -> c.stream().journal().ageMs(), "After how long its files are deleted. 0: not bounded.");
    static final Key<Long> UPDATES_AGE = key("stream.journal.updates.age",
        Quantity.time(MS_NS, Updates.MIN_AGE_MS, Updates.MAX_AGE_MS), c -> c.stream().journal().updates().ageMs(),
        "For how long what clients were told is kept, for those who come back with since.");
    static final Key<Long> UPDATES_KEEP = key("stream.journal.updates.keep",
        Quantity.size(Updates.MIN_BYTES, Updates.MAX_BYTES), c -> c.stream().journal().updates().keepBytes(),
        "Size of its files, above which the oldest are deleted.");
    static final Key<Long> UPDATES_MESSAGES = key("stream.journal.updates.messages",
        Quantity.number(0, Updates.MAX_MESSAGES), c -> (long)c.stream().journal().updates().messages(),
        "So many messages of one stream are told at the most to one who comes back. 0: none are kept, only where " +
        "each stream's numbers go on after a restart, and candles.");
    static final Key<Long> CANDLES_KEPT = key("stream.journal.candles.intervals",
        Quantity.number(Candles.MIN_INTERVALS, Candles.MAX_INTERVALS),
        c -> c.stream().journal().candles().intervals(),
        "So many intervals back candles of each size are kept, for history beyond the 300 in memory.");
    static final Key<Long> CANDLES_KEEP = key("stream.journal.candles.keep",
        Quantity.size(Updates.MIN_BYTES, Updates.MAX_BYTES), c -> c.stream().journal().candles().keepBytes(),
        "Size of their files, an equal part for each size of candles, above which the oldest are deleted.");
    static final Key<Long> TERM = key("stream.term", Quantity.sizePowerOfTwo(1 << 16, GIB),
        c -> (long)c.stream().termBytes(),
        "Size of Aeron's buffer, of which there are three in memory. Half of one may be under way.");
    static final Key<Optional<Path>> AERON = key("stream.directory", ValueTypes.PATH, c -> c.stream().directory(),
        "Where Aeron's files are, such as /dev/shm/tickwire; what is there is deleted. Nothing: a folder of this " +
        "process in /dev/shm, which the log tells.");

    static final Key<Level> LOG_LEVEL = key("log.level", ValueTypes.choice(Level.class), c -> c.log().level(),
        "The least that is written.");
    static final Key<LogSettings.Format> LOG_FORMAT = key("log.format", ValueTypes.choice(LogSettings.Format.class),
        c -> c.log().format(), "text: for people. json: an object a line, for machines.");
    static final Key<Optional<Path>> LOG_FILE = key("log.file", ValueTypes.PATH, c -> c.log().file(),
        "Where it is written. Nothing: to the standard error stream.");
    static final Key<Long> ROTATE_SIZE = key("log.rotateSize", Quantity.size(1 << 12, GIB),
        c -> (long)c.log().rotateBytes(), "Size of a file, from which on the next is begun.");
    static final Key<Long> LOG_FILES = key("log.files", Quantity.number(1, 1_000), c -> (long)c.log().files(),
        "Files that are kept, with the one that is written.");

    private Keys()
    {
    }

    /**
     * What becomes of frames behind a gap.
     * Thread: any
     */
    enum Gaps
    {
        ACCEPT,
        REFUSE
    }

    static List<Key<?>> all()
    {
        return List.copyOf(TABLE.values());
    }

    private static <T> Key<T> key(
        final String name, final ValueType<T> type, final Function<ServerConfig, T> of, final String doc)
    {
        return add(new Key<>(name, type, of, false, doc));
    }

    private static <T> Key<T> secret(
        final String name, final ValueType<T> type, final Function<ServerConfig, T> of, final String doc)
    {
        return add(new Key<>(name, type, of, true, doc));
    }

    private static <T> Key<T> add(final Key<T> key)
    {
        TABLE.put(key.name(), key);

        return key;
    }

    private static List<Long> longs(final List<Integer> numbers)
    {
        return numbers.stream().map(Integer::longValue).toList();
    }
}
