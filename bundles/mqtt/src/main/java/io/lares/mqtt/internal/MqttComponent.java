package io.lares.mqtt.internal;

import io.lares.driver.Cancellable;
import io.lares.driver.MqttChannel;
import io.lares.mqtt.MqttControl;
import io.lares.mqtt.MqttSettings;
import io.lares.mqtt.MqttStatus;
import io.lares.store.Settings;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** {@link MqttService} as an OSGi service. */
@Component(service = {MqttChannel.class, MqttControl.class})
public final class MqttComponent implements MqttChannel, MqttControl {
  private final MqttService service;

  @Activate
  public MqttComponent(BundleContext context, @Reference Settings settings) {
    var data = context.getProperty("lares.data");
    var port = context.getProperty("lares.mqtt.port");
    service =
        new MqttService(
            settings,
            Path.of(data == null ? "data" : data, "mqtt"),
            Limits.DEFAULT,
            SettingsStore.port(port == null ? "" : port, SettingsStore.DEFAULT_PORT));
    service.start();
  }

  @Deactivate
  void stop() {
    service.close();
  }

  @Override
  public Cancellable subscribe(String filter, int qos, Listener listener) {
    return service.subscribe(filter, qos, listener);
  }

  @Override
  public CompletionStage<Void> publish(String topic, byte[] payload, int qos, boolean retain) {
    return service.publish(topic, payload, qos, retain);
  }

  @Override
  public MqttSettings settings() {
    return service.settings();
  }

  @Override
  public void apply(MqttSettings settings) {
    service.apply(settings);
  }

  @Override
  public MqttStatus status() {
    return service.status();
  }
}
