import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Packs the dashboard, as the build runs it: copies its files, deflates them, and writes the list of them that the
 * server reads. All but the page itself stand under a path with a hash of everything, so that browsers may keep them
 * forever, and never mix two builds.
 */
public final class Pack
{
    private static final String PAGE = "index.html";
    private static final String ASSETS = "@assets@";
    private static final Set<String> KINDS = Set.of("html", "js", "css", "svg", "webmanifest");
    /** Of the charts' library the module and its style, not its other forms. */
    private static final Set<String> LEFT_OUT =
        Set.of("vendor/uPlot.cjs.js", "vendor/uPlot.iife.js", "vendor/uPlot.iife.min.js");
    private static final int HASH_CHARS = 16;

    private Pack()
    {
    }

    /**
     * @param args the folder to write to, then {@code NAME=FOLDER} for each folder to read.
     */
    public static void main(final String[] args) throws IOException, NoSuchAlgorithmException
    {
        final Path target = Path.of(args[0]);
        final Map<String, byte[]> files = new TreeMap<>();
        for (int i = 1; i < args.length; i++)
        {
            final int split = args[i].indexOf('=');
            collect(files, Path.of(args[i].substring(0, split)), Path.of(args[i].substring(split + 1)));
        }

        final String assets = "/assets/" + hash(files.values());
        final String page = new String(files.get(PAGE), StandardCharsets.UTF_8);
        files.put(PAGE, page.replace(ASSETS, assets).getBytes(StandardCharsets.UTF_8));
        final List<String> list = new ArrayList<>();
        for (final Map.Entry<String, byte[]> file : files.entrySet())
        {
            final String name = file.getKey();
            write(target, name, file.getValue());
            final String path = name.equals(PAGE) ? "/" : assets + "/" + name;
            list.add(path + " " + name + " " + hash(List.of(file.getValue())));
        }
        Files.writeString(target.resolve("files.txt"), String.join("\n", list) + "\n");
    }

    private static void collect(final Map<String, byte[]> files, final Path name, final Path folder) throws IOException
    {
        try (Stream<Path> walk = Files.walk(folder))
        {
            for (final Path file : walk.filter(Files::isRegularFile).toList())
            {
                final String path = name.resolve(folder.relativize(file)).normalize().toString().replace('\\', '/');
                if (KINDS.contains(path.substring(path.lastIndexOf('.') + 1)) && !LEFT_OUT.contains(path))
                {
                    files.put(path, Files.readAllBytes(file));
                }
            }
        }
    }

    private static void write(final Path target, final String name, final byte[] content) throws IOException
    {
        final Path file = target.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        final Path gzipped = target.resolve(name + ".gz");
        Files.deleteIfExists(gzipped);
        final byte[] deflated = gzip(content);
        if (deflated.length < content.length)
        {
            Files.write(gzipped, deflated);
        }
    }

    private static byte[] gzip(final byte[] content) throws IOException
    {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)
        {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        })
        {
            gzip.write(content);
        }

        return bytes.toByteArray();
    }

    private static String hash(final Iterable<byte[]> contents) throws NoSuchAlgorithmException
    {
        final MessageDigest digest = MessageDigest.getInstance("SHA-256");
        contents.forEach(digest::update);

        return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_CHARS);
    }
}
