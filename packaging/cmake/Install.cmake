# What an installed Lectern consists of, and how cpack makes a .deb of it.
include(GNUInstallDirs)
get_property(connectors GLOBAL PROPERTY LECTERN_CONNECTOR_TARGETS)
install(TARGETS lectern lectern-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS lectern-core lectern-ui LIBRARY DESTINATION lib/lectern RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
if(connectors)
    install(TARGETS ${connectors} LIBRARY DESTINATION lib/lectern/connectors)
endif()
