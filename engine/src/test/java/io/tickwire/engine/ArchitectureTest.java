package io.tickwire.engine;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Who may import whom.
 */
class ArchitectureTest
{
    private static final String ENGINE = "io.tickwire.engine";
    private static final String GENERATED = ENGINE + ".schema.sbe..";
    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(ENGINE);

    @Test
    void shouldKnowNothingOfSockets()
    {
        check(noClasses().that().resideInAPackage(ENGINE + "..").should().dependOnClassesThat().resideInAnyPackage(
            "io.undertow..", "org.xnio..", "java.net..", "java.nio.channels..", "javax.net.ssl.."));
    }

    @Test
    void shouldLetSchemaImportNothingOfOurs()
    {
        check(onlyImport("schema"));
    }

    @Test
    void shouldLetMetricsImportNothingOfOurs()
    {
        check(onlyImport("metrics"));
    }

    @Test
    void shouldLetRingSeeSchemaAndMetrics()
    {
        check(onlyImport("ring", "schema", "metrics"));
    }

    @Test
    void shouldLetFeedSeeRingBookAndSchema()
    {
        check(onlyImport("feed", "ring", "book", "schema", "metrics"));
    }

    @Test
    void shouldLetCaptureSeeWhatReadsJson()
    {
        check(onlyImport("capture", "feed.json", "schema"));
    }

    @Test
    void shouldLetAuditSeeCapturesDecodersAndBooks()
    {
        check(onlyImport("audit", "capture", "feed", "ring", "book", "schema", "metrics"));
    }

    @Test
    void shouldLetBookSeeSchema()
    {
        check(onlyImport("book", "schema"));
    }

    @Test
    void shouldLetConflateSeeSchema()
    {
        check(onlyImport("conflate", "schema"));
    }

    @Test
    void shouldLetSeriesSeeSchema()
    {
        check(onlyImport("series", "schema"));
    }

    @Test
    void shouldLetEncodeSeeSchema()
    {
        check(onlyImport("encode", "schema"));
    }

    @Test
    void shouldLetFanoutSeeSchemaDisruptorAndAgrona()
    {
        check(onlyImport("fanout", "schema"));
        check(classes().that().resideInAPackage(ENGINE + ".fanout..").should().onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..", "com.lmax.disruptor..", "org.agrona..", ENGINE + ".fanout..", ENGINE + ".schema.."));
    }

    @Test
    void shouldLetOnlyTheRootSeeThePipeline()
    {
        check(noClasses().that().resideOutsideOfPackages(ENGINE, ENGINE + ".pipeline..")
            .should().dependOnClassesThat().resideInAPackage(ENGINE + ".pipeline.."));
    }

    @Test
    void shouldHaveNoCycles()
    {
        check(slices().matching(ENGINE + ".(*)..").should().beFreeOfCycles());
    }

    @Test
    void shouldTakeNoLocksAndReadNoProperties()
    {
        check(noClasses().that().resideInAPackage(ENGINE + "..").and().resideOutsideOfPackage(GENERATED)
            .should().dependOnClassesThat().haveFullyQualifiedName("java.util.concurrent.ConcurrentHashMap")
            .orShould().dependOnClassesThat().resideInAPackage("java.util.logging..")
            .orShould().callMethod(System.class, "getProperty", String.class)
            .orShould().callMethod(System.class, "getenv", String.class));
        check(noClasses().that().resideInAPackage(ENGINE + "..")
            .should().dependOnClassesThat().haveFullyQualifiedName("sun.misc.Unsafe"));
    }

    private static ArchRule onlyImport(final String name, final String... others)
    {
        final String[] allowed = new String[others.length + 5];
        allowed[0] = "java..";
        allowed[1] = "com.lmax.disruptor..";
        allowed[2] = "org.agrona..";
        allowed[3] = "org.HdrHistogram..";
        allowed[4] = ENGINE + '.' + name + "..";
        for (int i = 0; i < others.length; i++)
        {
            allowed[i + 5] = ENGINE + '.' + others[i] + "..";
        }

        return classes().that().resideInAPackage(ENGINE + '.' + name + "..")
            .should().onlyDependOnClassesThat().resideInAnyPackage(allowed);
    }

    private static void check(final ArchRule rule)
    {
        rule.check(CLASSES);
    }
}
