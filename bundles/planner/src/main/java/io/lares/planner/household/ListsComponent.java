package io.lares.planner.household;

import io.lares.planner.HomeList;
import io.lares.planner.Lists;
import io.lares.store.Settings;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The lists of the home that the hub serves. They are kept over a restart. */
@Component(service = Lists.class)
public final class ListsComponent implements Lists {
  private final Shelf shelf = new Shelf("planner/lists");
  private final ListKeeper keeper = new ListKeeper(this::changed);

  @Activate
  public ListsComponent() {}

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unsetSettings")
  void setSettings(Settings service) {
    shelf.open(service, text -> keeper.restore(Notes.lists(text)));
  }

  void unsetSettings(Settings service) {
    shelf.close(service);
  }

  private void changed() {
    shelf.put(() -> Notes.lists(keeper.all()));
  }

  @Override
  public List<HomeList> all() {
    return keeper.all();
  }

  @Override
  public boolean create(String id, String name) {
    return keeper.create(id, name);
  }

  @Override
  public boolean add(String list, String item) {
    return keeper.add(list, item);
  }

  @Override
  public boolean complete(String list, String item) {
    return keeper.complete(list, item);
  }

  @Override
  public boolean remove(String list, String item) {
    return keeper.remove(list, item);
  }

  @Override
  public boolean clear(String list) {
    return keeper.clear(list);
  }
}
