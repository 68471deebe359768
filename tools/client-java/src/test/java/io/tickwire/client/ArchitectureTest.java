package io.tickwire.client;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Who may import whom.
 */
class ArchitectureTest
{
    private static final String CLIENT = "io.tickwire.client";
    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(CLIENT);

    @Test
    void shouldImportNothingOfOursAndLittleElse()
    {
        classes().that().resideInAPackage(CLIENT + "..").should().onlyDependOnClassesThat().resideInAnyPackage(
            CLIENT + "..", "java..", "javax.net.ssl..", "io.aeron..", "org.agrona..", "org.HdrHistogram..")
            .check(CLASSES);
    }

    @Test
    void shouldNeedNoDriverAndNoArchive()
    {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("io.aeron.driver..", "io.aeron.archive..")
            .check(CLASSES);
    }
}
