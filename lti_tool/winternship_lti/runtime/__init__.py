"""An XBlock runtime on Django: hosts any installed block for one visit, keeps its state, passes on its grade."""
