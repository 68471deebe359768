package io.tickwire.bench.micro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * A snapshot of a book and the changes of levels after it: those of Binance's BTCUSDT perpetual in
 * {@code -Dtickwire.data} or {@code ../shared/data}, or seeded ones of a similar shape where there is no capture.
 */
final class BookDeltas
{
    private static final String CAPTURE = "binance/usdm_btcusdt_20240808.gz";
    private static final int EXPONENT = -8;
    private static final int MADE_UP_LEVELS = 2_000;
    private static final int MADE_UP_CHANGES = 200_000;
    private static final JsonFactory JSON = new JsonFactory();

    private boolean[] bidFlags = new boolean[1024];
    private long[] prices = new long[1024];
    private long[] quantities = new long[1024];
    private int count;
    private int snapshotLevels;

    private BookDeltas()
    {
    }

    static BookDeltas load() throws IOException
    {
        final BookDeltas deltas = new BookDeltas();
        final Path capture = Path.of(System.getProperty("tickwire.data", "../shared/data")).resolve(CAPTURE);
        if (Files.isReadable(capture))
        {
            deltas.read(capture);
        }
        else
        {
            deltas.makeUp();
        }

        return deltas;
    }

    int count()
    {
        return count;
    }

    int snapshotLevels()
    {
        return snapshotLevels;
    }

    boolean isBid(final int index)
    {
        return bidFlags[index];
    }

    long price(final int index)
    {
        return prices[index];
    }

    long quantity(final int index)
    {
        return quantities[index];
    }

    private void read(final Path capture) throws IOException
    {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(capture)), StandardCharsets.UTF_8)))
        {
            for (String line = reader.readLine(); line != null; line = reader.readLine())
            {
                final boolean isSnapshot = line.contains("\"lastUpdateId\"");
                if (isSnapshot || snapshotLevels > 0 && line.contains("\"depthUpdate\""))
                {
                    readLevels(line.substring(line.indexOf(' ') + 1));
                }
                if (isSnapshot)
                {
                    snapshotLevels = count;
                }
            }
        }
    }

    private void readLevels(final String message) throws IOException
    {
        try (JsonParser parser = JSON.createParser(message))
        {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken())
            {
                if (token == JsonToken.START_ARRAY)
                {
                    readSide(parser, parser.currentName().startsWith("b"));
                }
            }
        }
    }

    private void readSide(final JsonParser parser, final boolean isBid) throws IOException
    {
        while (parser.nextToken() == JsonToken.START_ARRAY)
        {
            final long price = mantissa(parser.nextTextValue());
            add(isBid, price, mantissa(parser.nextTextValue()));
            parser.nextToken();
        }
    }

    private void makeUp()
    {
        final Random random = new Random(1);
        long middle = 6_180_000;
        for (int i = 1; i <= MADE_UP_LEVELS; i++)
        {
            add(true, middle - i, i);
            add(false, middle + i, i);
        }
        snapshotLevels = count;
        for (int i = 0; i < MADE_UP_CHANGES; i++)
        {
            middle += random.nextInt(16) == 0 ? random.nextInt(3) - 1 : 0;
            final boolean isBid = random.nextBoolean();
            final int reach = 1 + random.nextInt(random.nextInt(4) == 0 ? MADE_UP_LEVELS : 100);
            final int distance = 1 + random.nextInt(reach);
            add(isBid, isBid ? middle - distance : middle + distance, random.nextInt(3) == 0 ? 0 : 1 + i);
        }
    }

    private static long mantissa(final String text)
    {
        return new BigDecimal(text).scaleByPowerOfTen(-EXPONENT).longValueExact();
    }

    private void add(final boolean isBid, final long price, final long quantity)
    {
        if (count == prices.length)
        {
            bidFlags = Arrays.copyOf(bidFlags, 2 * count);
            prices = Arrays.copyOf(prices, 2 * count);
            quantities = Arrays.copyOf(quantities, 2 * count);
        }
        bidFlags[count] = isBid;
        prices[count] = price;
        quantities[count] = quantity;
        count++;
    }
}
