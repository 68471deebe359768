package io.tickwire.transport.ws;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.text.ParseException;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

/**
 * RFC 7692, sections 5 and 7.1; RFC 6455, section 9.1.
 */
class DeflateTest
{
    private static final String ANSWER = "permessage-deflate; server_no_context_takeover";
    private static final String WITHOUT_CONTEXT = ANSWER + "; client_no_context_takeover";

    /** What is answered where a client may keep its context. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "permessage-deflate |",
        "permessage-deflate; server_no_context_takeover |",
        "permessage-deflate; client_max_window_bits |",
        "permessage-deflate; client_max_window_bits=8 |",
        "permessage-deflate; client_max_window_bits=\"15\" |",
        "permessage-deflate; client_no_context_takeover | ; client_no_context_takeover",
        "permessage-deflate; server_max_window_bits=8 | ; server_max_window_bits=8",
        "permessage-deflate; server_max_window_bits=15 | ; server_max_window_bits=15",
        "permessage-deflate; server_max_window_bits=\"10\" | ; server_max_window_bits=10",
        "permessage-deflate; server_max_window_bits=\"1\\0\" | ; server_max_window_bits=10",
        "permessage-deflate;client_no_context_takeover;server_max_window_bits=9 "
            + "| ; server_max_window_bits=9; client_no_context_takeover",
        "permessage-deflate ; server_max_window_bits = 9 | ; server_max_window_bits=9",
        "x-webkit-deflate-frame, permessage-deflate; client_max_window_bits |",
        "permessage-deflate; server_max_window_bits=7, permessage-deflate; client_no_context_takeover "
            + "| ; client_no_context_takeover",
        "permessage-deflate; unheard_of, permessage-deflate |",
        "permessage-bzip2; client_max_window_bits=\"a\", permessage-deflate |",
        ",, permessage-deflate ,, |"})
    void shouldTakeTheFirstOfferThatCanBeTaken(final String offers, final String more) throws ParseException
    {
        assertEquals(ANSWER + (more == null ? "" : more), Deflate.agree(List.of(offers), true).answer());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "permessage-deflate; server_max_window_bits",
        "permessage-deflate; server_max_window_bits=7",
        "permessage-deflate; server_max_window_bits=16",
        "permessage-deflate; server_max_window_bits=08",
        "permessage-deflate; server_max_window_bits=+9",
        "permessage-deflate; server_max_window_bits=10.0",
        "permessage-deflate; server_max_window_bits=99999999999",
        "permessage-deflate; client_max_window_bits=7",
        "permessage-deflate; client_max_window_bits=16",
        "permessage-deflate; client_max_window_bits=015",
        "permessage-deflate; client_max_window_bits=x",
        "permessage-deflate; server_no_context_takeover=1",
        "permessage-deflate; server_no_context_takeover=true",
        "permessage-deflate; client_no_context_takeover=0",
        "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
        "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
        "permessage-deflate; server_max_window_bits=10; server_max_window_bits=10",
        "permessage-deflate; client_max_window_bits; client_max_window_bits=10",
        "permessage-deflate; SERVER_NO_CONTEXT_TAKEOVER",
        "permessage-deflate; unheard_of",
        "permessage-deflate; unheard_of=9",
        "permessage-deflate2",
        "x-webkit-deflate-frame",
        "foo; bar=\"baz\""})
    void shouldDeclineTheRest(final String offers) throws ParseException
    {
        assertNull(Deflate.agree(List.of(offers), true));
        assertNull(Deflate.agree(List.of(offers), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "permessage-deflate;",
        "permessage-deflate; =8",
        "permessage-deflate; server_max_window_bits=",
        "permessage-deflate; server_max_window_bits=\"\"",
        "permessage-deflate; server_max_window_bits=\"8",
        "permessage-deflate; server_max_window_bits=\"8 9\"",
        "permessage-deflate; server_max_window_bits=8 9",
        "permessage-deflate server_max_window_bits=8",
        "permessage-deflate, foo@bar",
        "foo(), permessage-deflate",
        "permessage-deflate; \u00e9",
        "permessage-deflate; a=\"\\"})
    void shouldRefuseWhatIsNoHeader(final String header)
    {
        assertThrows(ParseException.class, () -> Deflate.agree(List.of(header), true));
        assertThrows(ParseException.class, () -> Deflate.agree(List.of("permessage-deflate", header), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "permessage-deflate",
        "permessage-deflate; client_no_context_takeover",
        "permessage-deflate; client_max_window_bits; server_no_context_takeover"})
    void shouldForbidTheClientAContextWhereNoneIsAllowed(final String offer) throws ParseException
    {
        final Deflate agreed = Deflate.agree(List.of(offer), false);

        assertEquals(new Deflate(15, false, WITHOUT_CONTEXT), agreed);
    }

    @Test
    void shouldReadSeveralHeadersAsOne() throws ParseException
    {
        final List<String> headers = List.of("foo", "permessage-deflate; x", "permessage-deflate");

        assertEquals(WITHOUT_CONTEXT, Deflate.agree(headers, false).answer());
    }

    @Test
    void shouldAgreeOnNothingWhereNothingIsOffered() throws ParseException
    {
        assertNull(Deflate.agree(List.of(), true));
        assertNull(Deflate.agree(List.of(""), true));
    }

    @ParameterizedTest
    @CsvSource({"8, 256", "9, 512", "14, 16384", "15, 2147483647"})
    void shouldDeflateWhatFitsIntoTheWindow(final int bits, final int most) throws ParseException
    {
        final Deflate agreed = Deflate.agree(List.of("permessage-deflate; server_max_window_bits=" + bits), false);

        assertEquals(most, agreed.maxDeflatedBytes());
    }
}
