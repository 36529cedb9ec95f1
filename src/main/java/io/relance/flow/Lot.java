package io.relance.flow;

import io.relance.store.OutboxStore.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Claimed acts of one company that are re-read, decided again and sent together.
 *
 * @param places whose items they carry: their own company first, then, of acts that speak for a
 *     party, its others
 */
record Lot(List<Place> places, List<Long> acts) {
  private static final int MOST = 100;

  static Lot of(Place own, List<Place> others) {
    List<Place> places = new ArrayList<>(List.of(own));
    places.addAll(others);
    return new Lot(List.copyOf(places), new ArrayList<>());
  }

  long company() {
    return places.get(0).id();
  }

  boolean full() {
    return acts.size() == MOST;
  }

  /** Was that company (SOURCE/KEY) read again for it? */
  boolean covers(String path) {
    return places.stream().anyMatch(place -> place.path().equals(path));
  }
}
