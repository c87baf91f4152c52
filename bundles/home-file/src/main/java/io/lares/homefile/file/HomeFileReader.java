package io.lares.homefile.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.home.Device;
import io.lares.homefile.HomeFiles;
import io.lares.kernel.DriverStatus;
import io.lares.kernel.HomeEdit;
import io.lares.kernel.HomeRegistry;
import io.lares.kernel.Kernel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Component;

/** Puts homes from files into a kernel. */
@Component
public final class HomeFileReader implements HomeFiles {
  @Override
  public CompletionStage<DriverStatus> load(
      String json, Kernel kernel, Map<String, String> driverSettings) {
    HomeFile file = HomeFile.parse(json);
    HomeRegistry registry = kernel.registry();
    registry.edit(new HomeEdit.Describe(file.name(), file.language()));
    file.floors().forEach(floor -> registry.edit(new HomeEdit.PutFloor(floor)));
    file.areas().forEach(area -> registry.edit(new HomeEdit.PutArea(area)));
    Map<String, String> settings = new HashMap<>(file.simulation());
    settings.putAll(driverSettings);
    settings.put("devices", file.devices().toString());
    forgetOthers(file, registry);
    return kernel.drivers().open(DRIVER, DRIVER, settings);
  }

  /** Devices of an earlier file go; a device that both files have keeps what people said of it. */
  private static void forgetOthers(HomeFile file, HomeRegistry registry) {
    Set<String> stay = new HashSet<>();
    file.devices().forEach(device -> stay.add(device.path("id").textValue()));
    for (Device device : registry.home().devices()) {
      Device.Origin origin = device.origin();
      if (origin.driver().equals(DRIVER) && !stay.contains(origin.nativeId())) {
        registry.edit(new HomeEdit.RemoveDevice(device.id()));
      }
    }
  }

  @Override
  public String demoHome(Locale language) {
    String english = resource("demo-home.json");
    if (!language.getLanguage().equals("zh")) {
      return english;
    }
    ObjectNode home = (ObjectNode) HomeFile.tree(english);
    home.put("language", "zh-CN").put("name", "枫叶小院");
    for (String part : new String[] {"floors", "areas", "devices"}) {
      home.path(part).forEach(node -> chinese((ObjectNode) node));
    }
    return home.toPrettyString();
  }

  /** Gives a thing its first Chinese alias as its name; the English name becomes an alias. */
  private static void chinese(ObjectNode thing) {
    ArrayNode aliases = (ArrayNode) thing.path("aliases");
    for (int i = 0; i < aliases.size(); i++) {
      JsonNode alias = aliases.get(i);
      if (alias.textValue().codePoints().anyMatch(Character::isIdeographic)) {
        aliases.set(i, thing.get("name"));
        thing.set("name", alias);
        return;
      }
    }
  }

  private static String resource(String name) {
    try (InputStream in = HomeFileReader.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The bundle lacks its resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
