package io.bangfu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The module reads like Java from Java 8. */
class FromJavaTest {
    private static final Path WANYUAN = Paths.get(System.getProperty("bangfu.root"), "bindings/cli/data/wanyuan.json");

    @Test
    void theWholeJob() throws IOException {
        assertTrue(Bangfu.check(WANYUAN) instanceof Checked.Right);
        long[] last = new long[2];
        try (Programme programme = Programme.read(WANYUAN);
                Rules rules = programme.rules();
                Plan plan = programme.allocate(rules, (done, total) -> {
                    last[0] = done;
                    last[1] = total;
                    return true;
                })) {
            assertEquals(last[1], last[0]);
            BigDecimal granted = BigDecimal.ZERO;
            for (NeedRow need : plan.getNeeds()) {
                granted = need.getItem() == null ? granted.add(need.getGranted()) : granted;
            }
            assertEquals(plan.getTotals().getGranted(), granted);
            assertEquals(NeedReason.SHORT, programme.explainNeed(plan, "n-012").getReason());
            assertTrue(programme.verify(plan) instanceof Verified.Right);
        }
    }

    @Test
    void errorsAreExceptionsWithFindings() {
        BangfuException.Input error = assertThrows(BangfuException.Input.class, () -> Programme.read("{}"));
        assertEquals("MISSING_KEY", error.getFirst().getName());
        assertEquals("/format", error.getFindings().get(0).getPointer());
    }

    @Test
    void aListenersExceptionComesBack() throws IOException {
        RuntimeException own = new RuntimeException("own");
        try (Programme programme = Programme.read(WANYUAN)) {
            assertSame(own, assertThrows(RuntimeException.class, () -> programme.allocate((done, total) -> {
                throw own;
            })));
        }
    }

    @Test
    void moneyAndCodes() {
        assertEquals("壹佰叁拾捌万陆仟元整", Money.capital(new BigDecimal("1386000")));
        assertEquals(
                Arrays.asList(new BigDecimal("33.34"), new BigDecimal("33.33"), new BigDecimal("33.33")),
                Money.split(new BigDecimal("100"), Arrays.asList(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE)));
        assertEquals("万源市", Codes.check("511781").getPlace());
        assertEquals("2024-02-29", Dates.addMonths(Dates.parse("2024-01-31"), 1).toString());
    }
}
