package io.tickwire.tools.dashboard;

import io.tickwire.tools.DebianPackages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The dashboard in headless Chromium, by Playwright: what the tests under {@code src/test/dashboard} do. Pictures of
 * all views are then in {@code target/dashboard/shots}.
 */
@Timeout(600)
class DashboardTest
{
    private static final Path SCRIPTS = Path.of("src/test/dashboard");
    private static final Path INSTALLED = Path.of("target/dashboard");
    private static final Path WEB = Path.of("dashboard/src/main/web");
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> FILES =
        List.of("package.json", "harness.mjs", "units.test.mjs", "dashboard.test.mjs");

    @TempDir
    private Path folder;

    @Test
    void shouldShowTheMarketInABrowser() throws Exception
    {
        final Optional<Path> browser = browser();
        assumeTrue(browser.isPresent(), "no Chromium is here, and apt-get could not install one: not tested");
        install();
        try (DashboardServer server = new DashboardServer(folder))
        {
            final String output = run(
                Map.of(
                    "DASHBOARD_URL", server.url(),
                    "DASHBOARD_CONTROL", server.controlUrl(),
                    "DASHBOARD_TOKEN", server.token(),
                    "DASHBOARD_CHROMIUM", browser.orElseThrow().toString(),
                    "DASHBOARD_WEB", WEB.toAbsolutePath().toString(),
                    "DASHBOARD_SHOTS", INSTALLED.resolve("shots").toAbsolutePath().toString()),
                List.of("node", "--test", "--test-concurrency=1", "units.test.mjs", "dashboard.test.mjs"));
            assertTrue(output.contains("# fail 0"), output);
            output.lines().filter(line -> line.contains("messages/s")).forEach(System.out::println);
        }
    }

    private static void install() throws Exception
    {
        Files.createDirectories(INSTALLED.resolve("shots"));
        for (final String file : FILES)
        {
            Files.copy(SCRIPTS.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(INSTALLED.resolve("node_modules/playwright-core")) ||
            !Files.exists(INSTALLED.resolve("node_modules/axe-core")))
        {
            run(Map.of(), List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock"));
        }
    }

    private static Optional<Path> browser() throws InterruptedException
    {
        final Optional<Path> here = installedBrowser();
        if (here.isPresent())
        {
            return here;
        }
        DebianPackages.install("chromium", "fonts-dejavu-core");

        return installedBrowser();
    }

    private static Optional<Path> installedBrowser()
    {
        return BROWSERS.stream().map(name -> Path.of("/usr/bin", name)).filter(Files::isExecutable).findFirst();
    }

    private static String run(final Map<String, String> environment, final List<String> command) throws Exception
    {
        final ProcessBuilder builder = new ProcessBuilder(command)
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true);
        builder.environment().putAll(environment);
        final Process process = builder.start();
        process.getOutputStream().close();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> command + "\n" + output);

        return output;
    }
}
