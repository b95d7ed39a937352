package coffee.larkspur.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.cli.page.WarehousePage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import java.util.zip.InflaterOutputStream;
import org.junit.jupiter.api.Test;

class WarehousePageTest {

    private static final Pattern DATA = Pattern.compile("id=\"data\">([^<]*)<");

    @Test
    void assetsHaveTheirGeneratedConstants() throws Exception {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        WarehousePage.of(WarehouseDefinitions.component(), WarehouseDefinitions.get()).writeTo(page);
        Matcher data = DATA.matcher(page.toString(StandardCharsets.UTF_8));
        assertThat(data.find()).isTrue();
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (InflaterOutputStream inflated = new InflaterOutputStream(json, new Inflater(true))) {
            inflated.write(Base64.getDecoder().decode(data.group(1)));
        }

        assertThat(json.toString(StandardCharsets.UTF_8))
                .contains("\"WarehouseAssets.Warehouse.Marts.DAILY_REVENUE\"")
                .doesNotContain("AssetKey.parse");
    }
}
