package io.tickwire.transport.protocol;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CommandReaderTest
{
    private static final int MAX_SYMBOLS = 8;

    private final CommandReader reader = new CommandReader(MAX_SYMBOLS);

    @Test
    void shouldReadWhatThePublicProtocolSends()
    {
        assertEquals(
            new Command.Subscribe(null, Wish.of("price", List.of("btc", "eth", "sol"))),
            read("{'type': 'subscribe', 'symbols': ['btc', 'eth', 'sol']}"));
        assertEquals(
            new Command.Unsubscribe(null, List.of("sol"), List.of("price")),
            read("{'type': 'unsubscribe', 'symbols': ['sol']}"));
        assertEquals(new Command.Ping(null, null), read("{'type': 'ping'}"));
    }

    @Test
    void shouldReadWhatTheBinaryClientSends()
    {
        assertEquals(
            new Command.Request(null, 1.5, RequestMethod.STATUS, Map.of()),
            read("{'type':'request','timestamp':1.5}"));
    }

    @Test
    void shouldReadWhatTheSdkSubscribesTo()
    {
        final Command.Subscribe subscribe = (Command.Subscribe)read(
            "{'type':'subscribe','channel':'orderbook','symbols':['BTC'],'interval':'1m','depth':50}");

        assertEquals(List.of("orderbook"), subscribe.wish().channels());
        assertEquals("1m", subscribe.wish().interval());
        assertEquals(50, subscribe.wish().depth());
    }

    @Test
    void shouldReadEveryFieldOfASubscription()
    {
        final Command.Subscribe subscribe = (Command.Subscribe)read(
            "{'type':'subscribe','id':7,'symbol':'btc*','symbols':['eth'],'channel':'book','channels':['trade']," +
                "'venue':'kraken','venues':['binance'],'interval':250,'depth':'full','mode':'delta'," +
                "'since':{'epoch':9,'x':[{}],'seq':41},'max_age_us':5000,'on_slow':'disconnect','snapshot':false," +
                "'checksum':true}");

        assertEquals(
            new Command.Subscribe(7L, new Wish(
                List.of("btc*", "eth"),
                List.of("book", "trade"),
                List.of("kraken", "binance"),
                "250",
                Integer.MAX_VALUE,
                "delta",
                9,
                41,
                5_000,
                true,
                false,
                true)),
            subscribe);
    }

    @Test
    void shouldTakeOneTextForAListAndCountTwinsOnce()
    {
        final Command.Subscribe subscribe = (Command.Subscribe)read(
            "{'type':'subscribe','symbols':'btc','symbol':['btc','eth'],'channel':['price','trade']}");

        assertEquals(List.of("btc", "eth"), subscribe.wish().symbols());
        assertEquals(List.of("price", "trade"), subscribe.wish().channels());
    }

    @Test
    void shouldReadTheOtherCommands()
    {
        assertEquals(new Command.Pong("a"), read("{'type':'pong','id':'a'}"));
        assertEquals(
            new Command.Ping(1L, 1_700_000_000_000L), read("{'type':'ping','id':1,'timestamp':1700000000000}"));
        assertEquals(new Command.Ping(null, "now"), read("{'type':'ping','timestamp':'now'}"));
        assertEquals(new Command.Auth(null, "secret"), read("{'type':'auth','token':'secret'}"));
        assertEquals(
            new Command.Resync(null, "btc", "book", "kraken"),
            read("{'type':'resync','symbol':'btc','channel':'book','venue':'kraken'}"));
        assertEquals(
            new Command.Unsubscribe(null, List.of(), List.of("trade", "price")),
            read("{'type':'unsubscribe','channels':['trade','price']}"));
        assertEquals(
            new Command.Update(3L, new Wish(
                List.of(), List.of("price"), List.of(), "100ms", 0, "interval", 0, Wish.FROM_NOW, 0, false, true,
                false)),
            read("{'type':'update','id':3,'interval':'100ms','mode':'interval'}"));
        assertEquals(
            new Command.Request(null, null, RequestMethod.HISTORY, Map.of(
                "symbol", "btc", "limit", 10L, "x", 1.5, "ok", true, "list", List.of(1L, "a", false))),
            read("{'type':'request','method':'history','params':" +
                "{'symbol':'btc','limit':10,'x':1.5,'ok':true,'list':[1,'a',false],'none':null}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", value =
        {
            "'action':'pause'|pause|-",
            "'pause':true|pause|-",
            "'action':'resume'|resume|-",
            "'step':true|step|-",
            "'step':5|step|5",
            "'action':'seek','value':'2026-01-01T00:00:00Z'|seek|2026-01-01T00:00:00Z",
            "'action':'seek','seek':17|seek|17",
            "'speed':0.5|speed|0.5",
            "'action':'speed','value':'max'|speed|max",
        })
    void shouldReadReplayControlInBothShapes(final String fields, final String action, final String value)
    {
        final Command.ReplayControl control =
            (Command.ReplayControl)read("{'type':'replay_control'," + fields + "}");

        assertEquals(action, control.action());
        assertEquals(value, control.value() == null ? null : control.value().toString());
    }

    @Test
    void shouldPassOverWhatItDoesNotKnow()
    {
        assertEquals(
            new Command.Ping(null, null),
            read("{'depth':'deep','x':{'a':[1,{'b':null}]},'type':'ping','data':{'a':1e400},'symbols':5,'y':[[]]}"));
        assertEquals(new Command.Ping(null, null), read("{'type':'ping','id':null,'timestamp':null}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value =
        {
            "{'type':'subscribe','depth':0,'id':5}|INVALID_ARGUMENT|a whole number from 1 to 2147483647: depth=0",
            "{'type':'subscribe','depth':1.5,'id':5}|INVALID_ARGUMENT|depth=1.5",
            "{'type':'subscribe','depth':'deep','id':5}|INVALID_ARGUMENT|or \"full\": depth=\"deep\"",
            "{'type':'subscribe','mode':'fast','id':5}|INVALID_ARGUMENT|mode must be one of raw, latest, interval,",
            "{'type':'subscribe','on_slow':true,'id':5}|INVALID_ARGUMENT|one of gap, disconnect: on_slow=true",
            "{'type':'subscribe','symbols':[1],'id':5}|INVALID_ARGUMENT|symbols must be a text of 1 to 256 characters",
            "{'type':'subscribe','symbols':['a',['b']],'id':5}|INVALID_ARGUMENT|symbols=(a list)",
            "{'type':'subscribe','symbols':{'a':1},'id':5}|INVALID_ARGUMENT|symbols=(a map)",
            "{'type':'subscribe','symbols':['1','2','3','4','5','6','7','8','9'],'id':5}|INVALID_ARGUMENT|at most 8",
            "{'type':'subscribe','since':{'epoch':1},'id':5}|INVALID_MESSAGE|since must have epoch and seq",
            "{'type':'subscribe','since':{'epoch':1,'seq':-1},'id':5}|INVALID_ARGUMENT|since.seq must be a",
            "{'type':'subscribe','since':7,'id':5}|INVALID_ARGUMENT|since must be a map",
            "{'type':'subscribe','max_age_us':0,'id':5}|INVALID_ARGUMENT|max_age_us",
            "{'type':'subscribe','snapshot':1,'id':5}|INVALID_ARGUMENT|snapshot must be true or false",
            "{'type':'subscribe','interval':-5,'id':5}|INVALID_ARGUMENT|interval",
            "{'type':'ping','timestamp':true,'id':5}|INVALID_ARGUMENT|timestamp must be a number of 64 bits,",
            "{'type':'ping','timestamp':123456789012345678901,'id':5}|INVALID_ARGUMENT|timestamp=123456789012345678901",
            "{'type':'request','method':'dance','id':5}|INVALID_ARGUMENT|method must be one of status, snapshot",
            "{'type':'request','params':{'a':{}},'id':5}|INVALID_ARGUMENT|params.a must be a number, a text",
            "{'type':'request','params':[1],'id':5}|INVALID_ARGUMENT|params must be a map",
            "{'type':'auth','id':5}|INVALID_MESSAGE|auth must have a token",
            "{'type':'resync','id':5}|INVALID_MESSAGE|resync must have a symbol",
            "{'type':'resync','symbols':['a','b'],'id':5}|INVALID_ARGUMENT|resync has one symbol",
            "{'type':'publish','channel':'broadcast','id':5}|INVALID_MESSAGE|publish must have a data",
            "{'type':'publish','data':1,'id':5}|INVALID_MESSAGE|publish must have a channel",
            "{'type':'replay_control','id':5}|INVALID_MESSAGE|replay_control has one action",
            "{'type':'replay_control','pause':true,'step':1,'id':5}|INVALID_MESSAGE|one action",
            "{'type':'replay_control','speed':5000,'id':5}|INVALID_ARGUMENT|from 0.1 to 1000, or \"max\": value=5000",
            "{'type':'replay_control','pause':false,'id':5}|INVALID_ARGUMENT|pause must be true",
            "{'type':'replay_control','action':'seek','id':5}|INVALID_ARGUMENT|seek",
            "{'type':'dance','id':5}|UNKNOWN_TYPE|no such type: type=dance, there are subscribe",
            "{'id':5}|INVALID_MESSAGE|a message has a type",
            "{'type':7,'id':5}|INVALID_ARGUMENT|type must be a text",
            "{'type':'ping','type':'pong','id':5}|INVALID_MESSAGE|a field stands twice: type",
            "{'type':'subscribe','symbols':[],'symbols':['a'],'id':5}|INVALID_MESSAGE|a field stands twice: symbols",
            "{'type':'request','params':{'a':1,'a':2},'id':5}|INVALID_MESSAGE|a field stands twice: params.a",
            "{'type':'publish','channel':'broadcast','data':{'a':1,'a':2},'id':5}|INVALID_MESSAGE|stands twice",
        })
    void shouldTellWhatIsWrongWithTheIdOfTheMessage(final String message, final ErrorCode code, final String part)
    {
        final BadCommandException ex = refused(WireForm.JSON, text(message));

        assertEquals(code, ex.code());
        assertTrue(ex.getMessage().contains(part), ex.getMessage());
        assertEquals(5L, ex.id());
    }

    @ParameterizedTest
    @ValueSource(strings =
        {
            "", " ", "x", "5", "[]", "'type'", "null", "{", "{'type':'ping'", "{'type':'ping'}}", "{'type':'ping'} x",
            "{'type':'ping'}{'type':'ping'}", "{'type':NaN}", "{'type':'ping','a':Infinity}", "{'type':'ping',}",
            "{type:'ping'}", "{'type':'ping','a':01}", "{'a':'\u0001'}",
        })
    void shouldRefuseWhatIsNotJson(final String message)
    {
        assertEquals(ErrorCode.INVALID_MESSAGE, refused(WireForm.JSON, text(message)).code());
    }

    @Test
    void shouldRefuseWhatIsNestedTooDeep()
    {
        final String deep = "[".repeat(MessageCursor.MAX_DEPTH) + "]".repeat(MessageCursor.MAX_DEPTH);
        final String deepEnough = "[".repeat(MessageCursor.MAX_DEPTH - 1) + "]".repeat(MessageCursor.MAX_DEPTH - 1);
        final byte[] deepMsgpack = new byte[100_000];
        Arrays.fill(deepMsgpack, (byte)0x91);

        assertTrue(refused(WireForm.JSON, text("{'type':'ping','x':" + deep + "}")).getMessage().contains("deeper"));
        assertTrue(refused(WireForm.JSON, text("[".repeat(100_000))).getMessage().contains("map"));
        assertEquals(new Command.Ping(null, null), read("{'type':'ping','x':" + deepEnough + "}"));
        assertEquals(ErrorCode.INVALID_MESSAGE, refused(WireForm.MSGPACK, deepMsgpack).code());
    }

    @ParameterizedTest
    @ValueSource(strings =
        {
            "", "c1", "81", "df7fffffff", "dfffffffff", "ddffffffff", "dbffffffff", "81a474797065db7fffffff",
            "81a474797065a2c328", "81a2c328a0", "81a474797065a470696e67c0", "8101c0", "81c0c0",
            "82a474797065a470696e67",
            "81a17891", "c4", "d40100", "81a178c7ff01", "81a178c6ffffffff",
        })
    void shouldRefuseWhatIsNotMsgpack(final String hex)
    {
        assertEquals(ErrorCode.INVALID_MESSAGE, refused(WireForm.MSGPACK, bytes(hex)).code());
    }

    @Test
    void shouldPassOverBytesAndExtensionsInMsgpack()
    {
        assertEquals(
            new Command.Ping(null, null),
            assertRead(WireForm.MSGPACK, bytes("83a474797065a470696e67a161c40301ff02a162d6ff00000000")));
        assertEquals(
            ErrorCode.INVALID_ARGUMENT,
            refused(WireForm.MSGPACK, bytes("82a474797065a470696e67a974696d657374616d70c40101")).code());
    }

    @Test
    void shouldTakeWholeFloatsForWholeNumbers()
    {
        final byte[] message = WireValues.msgpack(Map.of("type", "subscribe", "depth", 20.0));

        assertEquals(20, ((Command.Subscribe)assertRead(WireForm.MSGPACK, message)).wish().depth());
    }

    @Test
    void shouldEchoAnIdThatStandsBehindTheBadFieldButNotOneBehindTheEnd()
    {
        assertEquals("x", refused(WireForm.JSON, text("{'type':'subscribe','depth':[[1]],'id':'x'}")).id());
        assertEquals("x", refused(WireForm.JSON, text("{'id':'x','type':")).id());
        assertEquals(null, refused(WireForm.JSON, text("{'type':[,'id':'x'}")).id());
    }

    @Test
    void shouldHoldWhatIsPublishedInBothForms()
    {
        final String data = "{'a':[1,-1,1.50,true,null,18446744073709551615],'é':{'x':'\\u00e9\\n\\''}}"
            .replace("\\'", "\\\"");
        final Command.Publish publish =
            (Command.Publish)read("{'type':'publish','channel':'broadcast.a','data':" + data + "}");
        final Object expected = WireValues.ofJson(text(data));

        assertEquals("broadcast.a", publish.channel());
        assertEquals(expected, WireValues.ofJson(publish.data().json()));
        assertEquals(expected, WireValues.ofMsgpack(publish.data().msgpack()));
        assertTrue(new String(publish.data().json(), StandardCharsets.UTF_8).contains("1.50"));
    }

    @Test
    void shouldPublishNothingTooButNotWhatOneFormLacks()
    {
        final String opening = "{'type':'publish','channel':'broadcast','data':";

        assertArrayEquals(text("null"), ((Command.Publish)read(opening + "null}")).data().json());
        assertEquals(ErrorCode.INVALID_ARGUMENT, refused(WireForm.JSON, text(opening + "1e400}")).code());
        assertEquals(
            ErrorCode.INVALID_ARGUMENT, refused(WireForm.JSON, text(opening + "[18446744073709551616]}")).code());
        assertEquals(
            ErrorCode.INVALID_ARGUMENT,
            refused(WireForm.MSGPACK, WireValues.msgpack(
                Map.of("type", "publish", "channel", "broadcast", "data", List.of(Double.NaN)))).code());
        assertEquals(
            ErrorCode.INVALID_ARGUMENT,
            refused(WireForm.MSGPACK, bytes(
                "83a474797065a77075626c697368a76368616e6e656ca962726f616463617374a46461746191c40101")).code());
    }

    @Test
    void shouldBoundWhatIsPublished()
    {
        final String opening = "{'type':'publish','channel':'broadcast','data':";
        final String large = "'" + "x".repeat(ValueTranscoder.MAX_BYTES) + "'";
        final String many = "[" + "0,".repeat(ValueWriter.MAX_UNKNOWN) + "0]";
        final String controls = "'" + "\\u0001".repeat(ValueTranscoder.MAX_BYTES / 3) + "'";

        assertEquals(ErrorCode.MESSAGE_TOO_LARGE, refused(WireForm.JSON, text(opening + large + "}")).code());
        assertEquals(ErrorCode.MESSAGE_TOO_LARGE, refused(WireForm.JSON, text(opening + controls + "}")).code());
        assertEquals(ErrorCode.INVALID_ARGUMENT, refused(WireForm.JSON, text(opening + many + "}")).code());
    }

    @Test
    void shouldPutWholeCharactersForHalvesOfSurrogatePairs()
    {
        final Command.Publish publish = (Command.Publish)read(
            "{'type':'publish','channel':'broadcast','data':['\\ud800x','\\ude00','\\ud83d\\ude00']}");

        assertEquals(
            List.of("\ufffdx", "\ufffd", "\ud83d\ude00"), WireValues.ofJson(publish.data().json()));
        assertEquals(
            List.of("\ufffdx", "\ufffd", "\ud83d\ude00"), WireValues.ofMsgpack(publish.data().msgpack()));
    }

    @Test
    void shouldLeaveThePayloadWhereItIsAndReadDirectBuffersToo() throws BadCommandException
    {
        final byte[] message = text("xx{'type':'pong'}yy");
        final ByteBuffer payload = ByteBuffer.allocateDirect(message.length).put(message).position(2);
        payload.limit(message.length - 2);

        assertEquals(new Command.Pong(null), reader.read(payload, WireForm.JSON));
        assertEquals(2, payload.position());
    }

    @Test
    void shouldNotShowTokens()
    {
        assertFalse(read("{'type':'auth','token':'secret'}").toString().contains("secret"));
    }

    /** A message in JSON, with single quotes: read in both forms alike. */
    private Command read(final String message)
    {
        final byte[] json = text(message);
        final Command command = assertRead(WireForm.JSON, json);
        if (!(command instanceof Command.Publish) && !message.contains("1e400"))
        {
            assertEquals(command, assertRead(WireForm.MSGPACK, WireValues.msgpack(WireValues.ofJson(json))));
        }

        return command;
    }

    private Command assertRead(final WireForm form, final byte[] message)
    {
        try
        {
            return reader.read(ByteBuffer.wrap(message), form);
        }
        catch (final BadCommandException ex)
        {
            throw new AssertionError(ex.getMessage(), ex);
        }
    }

    private BadCommandException refused(final WireForm form, final byte[] message)
    {
        return assertThrows(
            BadCommandException.class, () -> reader.read(ByteBuffer.wrap(message), form));
    }

    private static byte[] text(final String message)
    {
        return message.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(final String hex)
    {
        final byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++)
        {
            bytes[i] = (byte)Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }

        return bytes;
    }
}
