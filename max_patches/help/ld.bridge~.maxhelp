{
 "patcher": {
  "title": "ld.bridge~",
  "fileversion": 1,
  "appversion": {
   "major": 8,
   "minor": 5,
   "revision": 5,
   "architecture": "x64",
   "modernui": 1
  },
  "classnamespace": "box",
  "rect": [
   80.0,
   100.0,
   780.0,
   562.0
  ],
  "bglocked": 0,
  "openinpresentation": 0,
  "default_fontsize": 12.0,
  "default_fontface": 0,
  "default_fontname": "Arial",
  "gridonopen": 1,
  "gridsize": [
   15.0,
   15.0
  ],
  "gridsnaponopen": 1,
  "objectsnaponopen": 1,
  "statusbarvisible": 2,
  "toolbarvisible": 1,
  "lefttoolbarpinned": 0,
  "toptoolbarpinned": 0,
  "righttoolbarpinned": 0,
  "bottomtoolbarpinned": 0,
  "toolbars_unpinned_last_save": 0,
  "tallnewobj": 0,
  "boxanimatetime": 200,
  "enablehscroll": 1,
  "enablevscroll": 1,
  "devicewidth": 0.0,
  "description": "",
  "digest": "",
  "tags": "",
  "style": "",
  "subpatcher_template": "",
  "assistshowspatchername": 0,
  "boxes": [
   {
    "box": {
     "id": "obj-1",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      10,
      109.218,
      32
     ],
     "text": "ld.bridge~",
     "fontsize": 22.0
    }
   },
   {
    "box": {
     "id": "obj-2",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      180,
      17,
      187.42,
      23
     ],
     "text": "The daemon's sound in Max",
     "fontsize": 14.0
    }
   },
   {
    "box": {
     "id": "obj-3",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      50.0,
      720.0,
      48
     ],
     "text": "Loads the plugin live-daemon bridge: what goes in is what the daemon hears, and its loops and dreams come out, in Max's clock, one I/O vector late. Install the plugin once (live-daemon plugin install) and start the daemon with --set audio.device=bridge. What goes in comes out only if you ask for it (dry), so that no microphone howls."
    }
   },
   {
    "box": {
     "id": "obj-4",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      118.0,
      720.0,
      20
     ],
     "text": "inlet 1: left, what the daemon shall hear"
    }
   },
   {
    "box": {
     "id": "obj-5",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      40,
      142.0,
      47.0,
      22.0
     ],
     "outlettype": [
      "signal"
     ],
     "text": "adc~ 1"
    }
   },
   {
    "box": {
     "id": "obj-6",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      182.0,
      720.0,
      20
     ],
     "text": "inlet 2: right, what the daemon shall hear"
    }
   },
   {
    "box": {
     "id": "obj-7",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      40,
      206.0,
      47.0,
      22.0
     ],
     "outlettype": [
      "signal"
     ],
     "text": "adc~ 1"
    }
   },
   {
    "box": {
     "id": "obj-8",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      246.0,
      720.0,
      20
     ],
     "text": "inlet 3: orders"
    }
   },
   {
    "box": {
     "id": "obj-9",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      40,
      270.0,
      28.0,
      22.0
     ],
     "text": "1",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-10",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      320.0,
      270.0,
      288.192,
      20
     ],
     "text": "load the plugin and fade in; 0: fade out and unload it"
    }
   },
   {
    "box": {
     "id": "obj-11",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      40,
      300.0,
      47.3,
      22.0
     ],
     "text": "dry 0.5",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-12",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      320.0,
      300.0,
      157.416,
      20
     ],
     "text": "level of what goes in, 0 to 1"
    }
   },
   {
    "box": {
     "id": "obj-13",
     "maxclass": "message",
     "numinlets": 2,
     "numoutlets": 1,
     "patching_rect": [
      40,
      330.0,
      37.3,
      22.0
     ],
     "text": "open",
     "outlettype": [
      ""
     ]
    }
   },
   {
    "box": {
     "id": "obj-14",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      320.0,
      330.0,
      146.736,
      20
     ],
     "text": "show what the plugin can"
    }
   },
   {
    "box": {
     "id": "obj-15",
     "maxclass": "newobj",
     "numinlets": 3,
     "numoutlets": 2,
     "patching_rect": [
      40,
      390.0,
      63.6,
      22.0
     ],
     "outlettype": [
      "signal",
      "signal"
     ],
     "text": "ld.bridge~"
    }
   },
   {
    "box": {
     "id": "obj-16",
     "maxclass": "meter~",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      40,
      440.0,
      200,
      16
     ],
     "outlettype": [
      "float"
     ],
     "varname": "meter_0",
     "presentation": 0,
     "presentation_rect": [
      40,
      440.0,
      200,
      16
     ]
    }
   },
   {
    "box": {
     "id": "obj-17",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      320.0,
      438.0,
      74.03999999999999,
      20
     ],
     "text": "outlet 1: left"
    }
   },
   {
    "box": {
     "id": "obj-18",
     "maxclass": "meter~",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      40,
      476.0,
      200,
      16
     ],
     "outlettype": [
      "float"
     ],
     "varname": "meter_1",
     "presentation": 0,
     "presentation_rect": [
      40,
      476.0,
      200,
      16
     ]
    }
   },
   {
    "box": {
     "id": "obj-19",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      320.0,
      474.0,
      81.372,
      20
     ],
     "text": "outlet 2: right"
    }
   },
   {
    "box": {
     "id": "obj-20",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      20,
      512.0,
      172.08,
      20
     ],
     "text": "see also: ld.dreams~, ld.loop~"
    }
   },
   {
    "box": {
     "id": "obj-21",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "patching_rect": [
      680.0,
      20,
      41.9,
      22.0
     ],
     "outlettype": [
      ""
     ],
     "text": "ld.osc"
    }
   }
  ],
  "lines": [
   {
    "patchline": {
     "source": [
      "obj-5",
      0
     ],
     "destination": [
      "obj-15",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-7",
      0
     ],
     "destination": [
      "obj-15",
      1
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-9",
      0
     ],
     "destination": [
      "obj-15",
      2
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-11",
      0
     ],
     "destination": [
      "obj-15",
      2
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-13",
      0
     ],
     "destination": [
      "obj-15",
      2
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-15",
      0
     ],
     "destination": [
      "obj-16",
      0
     ],
     "order": 0
    }
   },
   {
    "patchline": {
     "source": [
      "obj-15",
      1
     ],
     "destination": [
      "obj-18",
      0
     ],
     "order": 0
    }
   }
  ],
  "dependency_cache": [
   {
    "name": "ld.bridge~.maxpat",
    "bootpath": "~/Documents/Max 9/Packages/live-daemon/patchers",
    "patcherrelativepath": "../patchers",
    "type": "JSON",
    "implicit": 1
   },
   {
    "name": "ld.osc.maxpat",
    "bootpath": "~/Documents/Max 9/Packages/live-daemon/patchers",
    "patcherrelativepath": "../patchers",
    "type": "JSON",
    "implicit": 1
   }
  ],
  "autosave": 0
 }
}
